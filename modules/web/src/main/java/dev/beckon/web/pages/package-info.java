/**
 * The pages of the web client, under the same addresses as the API: who browses gets the client,
 * which then asks for what the address holds.
 */
@NullMarked
package dev.beckon.web.pages;

import org.jspecify.annotations.NullMarked;
