package dev.beckon.platform.sql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is, and who may make roles and schemas there.
 *
 * @param url of the database, with PostGIS in it or a user who may create it
 */
@ConfigurationProperties("spring.datasource")
public record DatabaseProperties(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/beckon") String url,
        @DefaultValue("beckon") String username,
        @DefaultValue("beckon") String password) {}
