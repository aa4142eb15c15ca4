package dev.beckon.city.demand;

import dev.beckon.city.csv.BadRowException;
import dev.beckon.city.csv.CsvException;
import dev.beckon.city.csv.CsvFile;
import dev.beckon.city.csv.CsvRow;
import dev.beckon.contracts.geo.LatLng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of recorded trips, gzipped or not.
 *
 * @param trips in the order of their pickups
 * @param skipped how many rows could not be read
 * @param firstBad what was wrong with the first of them; null where all could be read
 */
record TripsFile(Path path, List<RecordedTrip> trips, int skipped, @Nullable String firstBad) {

    private static final List<String> COLUMNS =
            List.of(
                    "pickup_epoch",
                    "cab",
                    "pickup_lat",
                    "pickup_lon",
                    "dropoff_epoch",
                    "dropoff_lat",
                    "dropoff_lon");

    TripsFile {
        trips = List.copyOf(trips);
    }

    /**
     * @throws CsvException if there is no such file, or nothing in it can be used
     */
    static TripsFile read(Path path) {
        try (CsvFile<RecordedTrip> file = CsvFile.open("trips", path, COLUMNS, TripsFile::trip)) {
            List<RecordedTrip> trips = new ArrayList<>();
            for (RecordedTrip trip = file.next(); trip != null; trip = file.next()) {
                trips.add(trip);
            }
            if (trips.isEmpty()) {
                throw file.empty();
            }
            trips.sort(Comparator.comparingLong(RecordedTrip::pickupS));
            return new TripsFile(path, trips, file.skipped(), file.firstBad());
        }
    }

    private static RecordedTrip trip(CsvRow row) throws BadRowException {
        long pickupS = row.epochS("pickup_epoch");
        LatLng pickup = row.point("pickup_lat", "pickup_lon");
        long dropoffS = row.epochS("dropoff_epoch");
        LatLng dropoff = row.point("dropoff_lat", "dropoff_lon");
        if (dropoffS < pickupS) {
            throw new BadRowException("dropoff_epoch", "is before pickup_epoch");
        }
        return new RecordedTrip(pickupS, row.text("cab"), pickup, dropoffS, dropoff);
    }
}
