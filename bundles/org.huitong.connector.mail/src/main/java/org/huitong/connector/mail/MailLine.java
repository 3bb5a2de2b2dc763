// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.util.MailConnectException;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;

/**
 * A folder, watched by IDLE. The bookmark is {@code UIDVALIDITY:UID} of the last mail that is safe; where the server has
 * numbered its folder anew, all of it is read again, and what is known by its Message-ID is stored once.
 */
final class MailLine implements Line {
    /** What is kept of one mail; the rest of a larger one are its attachments, of which facts are kept. */
    static final int MOST = 1 << 20;

    private static final int BATCH = 20;
    /** RFC 2177 wants it renewed before 29 minutes; routers forget a silent connection earlier. */
    private static final long RENEW_MINUTES = 9;

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "huitong-mail-idle");
        thread.setDaemon(true);
        return thread;
    });
    private Store store;
    private boolean closed;

    MailLine(Mailbox mailbox, InstantSource clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    @Override
    public void listen(Intray tray) throws Exception {
        OwnLoader.<Void, Exception, RuntimeException>with(() -> {
            connect();
            IMAPFolder folder = (IMAPFolder) store.getFolder(mailbox.folder());
            if (!folder.exists()) {
                throw new IOException("the folder " + mailbox.folder() + " does not exist");
            }
            folder.open(Folder.READ_ONLY);
            tray.stands();
            alarm.scheduleWithFixedDelay(() -> nudge(folder), RENEW_MINUTES, RENEW_MINUTES, TimeUnit.MINUTES);
            watch(folder, tray);
            return null;
        });
    }

    private void connect() throws MessagingException, IOException {
        Store opened = mailbox.session().getStore("imap");
        synchronized (this) {
            if (closed) {
                throw new IOException("this line is over");
            }
            store = opened;
        }
        try {
            opened.connect(mailbox.user(), mailbox.password());
        } catch (AuthenticationFailedException e) {
            throw new IOException("the mail server does not take user or password");
        } catch (MailConnectException e) {
            throw new IOException("the mail server cannot be reached: compare host and port");
        }
    }

    private void watch(IMAPFolder folder, Intray tray) throws Exception {
        Place place = Place.of(tray.bookmark(), folder);
        if (tray.bookmark().isEmpty()) {
            tray.take(List.of(), place.toString());
        }
        while (folder.isOpen() && !isClosed()) {
            place = bring(folder, place, tray);
            // What has arrived meanwhile the server tells as soon as this begins.
            folder.idle(true);
        }
    }

    private Place bring(IMAPFolder folder, Place from, Intray tray) throws Exception {
        Place place = from;
        List<Evidence> batch = new ArrayList<>();
        for (Message message : folder.getMessagesByUID(place.uid() + 1, IMAPFolder.LASTUID)) {
            long uid = message == null ? 0 : folder.getUID(message);
            // A range up to the last one has that one in it always.
            if (uid <= place.uid()) {
                continue;
            }
            batch.add(evidence((IMAPMessage) message, folder, place.validity(), uid));
            place = new Place(place.validity(), uid);
            if (batch.size() == BATCH) {
                tray.take(batch, place.toString());
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            tray.take(batch, place.toString());
        }
        return place;
    }

    private Evidence evidence(IMAPMessage message, IMAPFolder folder, long validity, long uid)
            throws MessagingException, IOException {
        byte[] raw;
        try (InputStream in = message.getMimeStream()) {
            raw = in.readNBytes(MOST);
        }
        Instant arrived = message.getReceivedDate() == null
                ? clock.instant()
                : message.getReceivedDate().toInstant();
        return new Evidence(
                raw,
                Map.of(
                        "folder", folder.getFullName(),
                        "validity", Long.toString(validity),
                        "uid", Long.toString(uid),
                        "size", Long.toString(message.getSizeLong()),
                        "arrived", arrived.toString()),
                clock.instant());
    }

    /** Any command ends an IDLE, and the loop begins another one. */
    private static void nudge(IMAPFolder folder) {
        try {
            folder.getMessageCount();
        } catch (MessagingException | RuntimeException lost) {
            // The line notices by itself.
            return;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        Store open;
        synchronized (this) {
            closed = true;
            open = store;
        }
        alarm.shutdownNow();
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException alreadyGone) {
                return;
            }
        }
    }

    /** Up to where a folder was read. */
    record Place(long validity, long uid) {
        /** At the very first what comes from now on; after the folder was numbered anew all of it. */
        static Place of(Optional<String> bookmark, IMAPFolder folder) throws MessagingException {
            long validity = folder.getUIDValidity();
            if (bookmark.isEmpty()) {
                return new Place(validity, folder.getUIDNext() - 1);
            }
            String[] parts = bookmark.get().split(":");
            return Long.parseLong(parts[0]) == validity
                    ? new Place(validity, Long.parseLong(parts[1]))
                    : new Place(validity, 0);
        }

        @Override
        public String toString() {
            return validity + ":" + uid;
        }
    }
}
