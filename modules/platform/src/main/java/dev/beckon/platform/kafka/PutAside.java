package dev.beckon.platform.kafka;

import dev.beckon.platform.sql.Faults;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts aside what a stream's processor cannot read or bear, so that the rest goes on. Kafka Streams
 * makes it by its name.
 */
public final class PutAside implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PutAside.class);
    private static final String LETTERS = "beckon.dead.letters";

    private @Nullable DeadLetters letters;
    private String ownTopics = "";

    /** Takes the record that a processor failed on. */
    @FunctionalInterface
    public interface DeadLetters {
        void put(ConsumerRecord<byte[], byte[]> record, Exception why);
    }

    /** What makes Kafka Streams use it. */
    public static Map<String, Object> settings(DeadLetters letters) {
        return Map.of(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                PutAside.class,
                // A stream's own topics are the only ones that no processor decodes.
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class,
                LETTERS,
                letters);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        letters = (DeadLetters) settings.get(LETTERS);
        ownTopics = settings.get(StreamsConfig.APPLICATION_ID_CONFIG) + "-";
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception failure) {
        if (failure instanceof KafkaException || Faults.passing(failure)) {
            return Response.fail();
        }
        String topic = context.topic();
        if (letters == null || topic == null || topic.startsWith(ownTopics)) {
            // What a stream tells itself has its original elsewhere.
            LOG.error(
                    "{}-{}@{} is left out", topic, context.partition(), context.offset(), failure);
        } else {
            letters.put(raw(topic, context), failure);
        }
        return Response.resume();
    }

    private static ConsumerRecord<byte[], byte[]> raw(String topic, ErrorHandlerContext context) {
        return new ConsumerRecord<>(
                topic,
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                Optional.empty());
    }
}
