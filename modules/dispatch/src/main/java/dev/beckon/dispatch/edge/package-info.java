/** The HTTP side of orders: commands become facts, questions are answered from the tables. */
@NullMarked
package dev.beckon.dispatch.edge;

import org.jspecify.annotations.NullMarked;
