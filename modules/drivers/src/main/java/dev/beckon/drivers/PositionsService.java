package dev.beckon.drivers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.routing.Leap;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes positions that come over HTTP, as a gateway does those on sockets. */
final class PositionsService {

    private static final Logger LOG = LoggerFactory.getLogger(PositionsService.class);
    private static final int REMEMBERED = 100_000;

    private final WriterKafka writer;
    private final double timeScale;
    private final Cache<DriverId, DriverLocated> last =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .build();

    PositionsService(WriterKafka writer, double timeScale) {
        this.writer = writer;
        this.timeScale = timeScale;
    }

    /**
     * Returns when Kafka has the position, or it is dropped: it is older than the last one that
     * came here, or nobody can have got from there to here.
     */
    void take(DriverLocated position) {
        var before = last.getIfPresent(position.driverId());
        if (before != null && !position.at().isAfter(before.at())) {
            return;
        }
        if (before != null && Leap.between(before, position, timeScale)) {
            LOG.warn("driver {} is where nobody gets so soon; dropped", position.driverId());
        } else {
            writer.send(Topics.DRIVER_LOCATIONS, position).join();
        }
        last.put(position.driverId(), position);
    }
}
