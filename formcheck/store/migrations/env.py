"""Called by alembic: runs the steps in the transaction that `formcheck.store.schema` opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
