/** What every HTTP answer has in common. */
@NullMarked
package dev.beckon.platform.http;

import org.jspecify.annotations.NullMarked;
