/** What goes on inside one process, measured with JMH. */
@NullMarked
package dev.beckon.loadtest.micro;

import org.jspecify.annotations.NullMarked;
