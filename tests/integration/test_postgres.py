"""The PostgreSQL server that integration tests stand on."""

import pytest
import sqlalchemy as sa

notes = sa.Table("notes", sa.MetaData(), sa.Column("word", sa.Text))


def test_the_server_is_a_real_postgresql(postgres_engine):
    with postgres_engine.connect() as connection:
        assert connection.scalar(sa.select(1)) == 1
        assert connection.scalar(sa.text("select version()")).startswith("PostgreSQL ")


@pytest.mark.parametrize("word", ["first", "second"])
def test_each_test_begins_with_an_empty_database(postgres_engine, word):
    assert sa.inspect(postgres_engine).get_table_names() == []
    notes.create(postgres_engine)
    with postgres_engine.begin() as connection:
        connection.execute(sa.insert(notes).values(word=word))
        assert connection.scalars(sa.select(notes.c.word)).all() == [word]


def test_the_server_asks_for_its_password(postgres_url):
    stranger = sa.create_engine(postgres_url.set(password="guess"), poolclass=sa.NullPool)
    with pytest.raises(sa.exc.OperationalError, match="password authentication failed"):
        stranger.connect()
