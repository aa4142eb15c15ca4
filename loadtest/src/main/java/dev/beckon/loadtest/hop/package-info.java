/** How long a record takes through Kafka, beside the tool that ships with it. */
@NullMarked
package dev.beckon.loadtest.hop;

import org.jspecify.annotations.NullMarked;
