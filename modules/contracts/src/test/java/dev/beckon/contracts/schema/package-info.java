/** The JSON form of the contracts: schemas and samples, kept equal to the records. */
@NullMarked
package dev.beckon.contracts.schema;

import org.jspecify.annotations.NullMarked;
