package dev.beckon.platform.sql;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.tools.jdbc.DefaultConnection;

/**
 * The pool's connections, whose isolation is known: jOOQ asks for it at the begin of each
 * transaction, and the driver would ask the server, one more way there and back.
 */
final class Connections extends DataSourceConnectionProvider {

    Connections(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection acquire() {
        return new ReadCommitted(super.acquire());
    }

    private static final class ReadCommitted extends DefaultConnection {

        ReadCommitted(Connection connection) {
            super(connection);
        }

        @Override
        public int getTransactionIsolation() {
            return TRANSACTION_READ_COMMITTED;
        }
    }
}
