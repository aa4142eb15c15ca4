package com.graphhopper;

/** Stands for GraphHopper, which is not on this class path. */
public final class StandIn {}
