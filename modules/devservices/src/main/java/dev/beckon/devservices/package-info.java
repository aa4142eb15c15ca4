/**
 * Kafka, PostgreSQL with PostGIS, and Redis, each a process of its own, for development and tests.
 */
@NullMarked
package dev.beckon.devservices;

import org.jspecify.annotations.NullMarked;
