package dev.beckon.loadtest.bench;

/** Something that is measured once, in the unit of its row. */
@FunctionalInterface
public interface Measure {

    double take() throws Exception;
}
