package dev.beckon.dispatch.round;

import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.order.Order;
import java.util.Set;

/** Who could come here for this? Orders that ask the same are answered the same. */
record Question(LatLng pickup, Kind kind, Set<DriverId> excluded) {

    static Question of(Order order) {
        return new Question(order.pickup().latLng(), order.kind(), order.excludedDrivers());
    }

    /** Orders of one cell compete for the same drivers. */
    LatLng cell() {
        return Cells.middle(pickup);
    }

    /** The same, asked from the middle of the cell. */
    Question fromCell() {
        return new Question(cell(), kind, excluded);
    }
}
