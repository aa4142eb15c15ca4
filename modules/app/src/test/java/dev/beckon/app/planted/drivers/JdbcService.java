package dev.beckon.app.planted.drivers;

import java.sql.Connection;

/** SQL outside …Table. */
record JdbcService(Connection connection) {}
