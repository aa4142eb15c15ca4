package dev.beckon.app.planted.dispatch;

import com.graphhopper.StandIn;

/** GraphHopper outside routing. */
record RoadService(StandIn roads) {}
