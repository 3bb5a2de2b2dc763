// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.file.FileDoor;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.keeping.Belongings;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes down what was attached to a message once it is safe. What was taken back is fetched all the same: it is evidence.
 * Lets go of it in the transaction that forgets the message; being told by the log once more closes what was taken down
 * in between. Begins three days back, for so long platforms keep files.
 */
@Component
@ReaderName(reader = "media", reader_start = ReaderName.Start.SINCE, reader_since = "P3D", reader_both = true)
public final class MediaReader implements Reader, Belongings {
    /** Longer names are no platform's. */
    private static final int LONGEST_REFERENCE = 8_000;

    private final MediaShelf shelf;
    private final Asked asked;
    private final Clock clock;

    @Activate
    public MediaReader(@Reference MediaShelf shelf, @Reference Vault vault, @Reference Clock clock) {
        this.shelf = shelf;
        this.asked = new Asked(vault);
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said) {
                for (Attachment attachment : said.message().content().attachments()) {
                    if (isToBeHad(said.message(), attachment)) {
                        want(transaction, said.message(), attachment);
                    }
                }
                if (!said.message().content().attachments().isEmpty()) {
                    shelf.call(transaction, said.id(), Secrecy.among(said.marks()));
                }
            } else if (entry instanceof Entry.Found found) {
                shelf.call(transaction, found.id(), Secrecy.among(found.marks()));
            } else if (entry instanceof Entry.Quarantined quarantined) {
                shelf.call(transaction, quarantined.id(), Secrecy.CONFIDENTIAL);
            } else if (entry instanceof Entry.Forgotten forgotten) {
                shelf.forget(transaction, List.of(forgotten.id()));
            }
        }
    }

    /** What was sent from here says where it lies; of what else is ours there is nothing. */
    private static boolean isToBeHad(Message message, Attachment attachment) {
        String reference = attachment.reference();
        return !reference.isBlank()
                && reference.length() <= LONGEST_REFERENCE
                && (!message.sender().isOurs() || reference.startsWith(FileDoor.REFERENCE));
    }

    @Override
    public void forget(Connection transaction, Collection<MessageId> messages) throws SQLException {
        shelf.forget(transaction, messages);
    }

    private void want(Connection transaction, Message message, Attachment attachment) throws SQLException {
        shelf.want(
                transaction,
                new MediaFile(
                        message.id(),
                        asked.name(attachment),
                        message.sender().isOurs()
                                ? MediaFile.OURS
                                : message.key().platform(),
                        message.sender().isOurs() ? "" : message.account(),
                        MediaFile.State.WAITING,
                        "",
                        Optional.empty(),
                        "",
                        0,
                        "",
                        0,
                        clock.instant(),
                        asked.seal(new Wanted(message.key(), attachment))));
    }
}
