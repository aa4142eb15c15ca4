/** How well drivers are chosen: the policies of the dispatcher, played on a virtual clock. */
@NullMarked
package dev.beckon.loadtest.matching;

import org.jspecify.annotations.NullMarked;
