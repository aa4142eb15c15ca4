package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mailbox whose drainer runs when the test says so. */
class MailboxTest {

    private final List<Runnable> drainers = new ArrayList<>();
    private final List<Outgoing> sent = new ArrayList<>();
    private boolean broken;
    private final Mailbox mailbox =
            new Mailbox(
                    drainers::add,
                    outgoing -> {
                        sent.add(outgoing);
                        return !broken;
                    });

    private static Outgoing text(int length) {
        return new Outgoing.Text("x".repeat(length));
    }

    private void drain() {
        var ready = List.copyOf(drainers);
        drainers.clear();
        ready.forEach(Runnable::run);
    }

    @Test
    void everythingLeavesInOrderOnOneDrainer() {
        mailbox.post(text(1));
        mailbox.post(new Outgoing.Ping());
        mailbox.post(text(2));
        assertThat(drainers).hasSize(1);
        drain();
        assertThat(sent).containsExactly(text(1), new Outgoing.Ping(), text(2));
        mailbox.post(text(3));
        assertThat(drainers).hasSize(1);
        drain();
        assertThat(sent).hasSize(4);
    }

    @Test
    void tooManyMessagesEndIt() {
        for (int i = 0; i < 256; i++) {
            mailbox.post(text(1));
        }
        assertThat(mailbox.closed()).isFalse();
        mailbox.post(text(1));
        assertThat(mailbox.closed()).isTrue();
        drain();
        assertThat(sent).containsExactly(Outgoing.Close.TOO_SLOW);
    }

    @Test
    void tooMuchTextEndsIt() {
        mailbox.post(text(40 * 1024));
        mailbox.post(text(24 * 1024));
        assertThat(mailbox.closed()).isFalse();
        mailbox.post(text(1));
        drain();
        assertThat(sent).containsExactly(Outgoing.Close.TOO_SLOW);
    }

    @Test
    void aLoneMessageMayBeLong() {
        mailbox.post(text(200 * 1024));
        drain();
        mailbox.post(text(1));
        drain();
        assertThat(sent).containsExactly(text(200 * 1024), text(1));
    }

    @Test
    void whatWasPostedBeforeTheEndLeavesAndNothingAfter() {
        mailbox.post(text(1));
        mailbox.post(Outgoing.Close.RESTARTING);
        mailbox.post(text(2));
        mailbox.post(Outgoing.Close.SILENT);
        drain();
        assertThat(sent).containsExactly(text(1), Outgoing.Close.RESTARTING);
    }

    @Test
    void aBrokenSocketTakesNothingMore() {
        broken = true;
        mailbox.post(text(1));
        mailbox.post(text(2));
        drain();
        mailbox.post(text(3));
        drain();
        assertThat(sent).containsExactly(text(1));
        assertThat(mailbox.closed()).isTrue();
    }
}
