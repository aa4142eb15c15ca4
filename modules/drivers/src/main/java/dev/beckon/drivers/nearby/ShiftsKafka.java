package dev.beckon.drivers.nearby;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.platform.kafka.Received;
import java.util.List;

/** Hears of shifts where everybody does. */
record ShiftsKafka(OnShift onShift) {

    void onShifts(List<Received<DriverShift>> shifts) {
        for (var shift : shifts) {
            if (shift.tombstone()) {
                onShift.forget(new DriverId(shift.key()));
            } else {
                onShift.told(shift.value());
            }
        }
    }
}
