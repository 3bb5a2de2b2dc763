// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.keeping.Belongings;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a message is forgotten or quarantined, so is what was handed on of it; where it is called more secret, that is not
 * taken any more. That it was handed on stays written down. Being told by the log once more closes what was missed while
 * this was away.
 */
@Component
@ReaderName(reader = "files", reader_start = ReaderName.Start.NOW, reader_both = true)
public final class ForgottenFiles implements Belongings, Reader {
    private static final LocalText QUARANTINED =
            LocalText.of("文件所属的消息已隔离，不再发送", "the message of the file is quarantined; it is not sent any more");
    private static final LocalText RAISED =
            LocalText.of("文件所属消息的密级已提高，不再发送", "the message of the file is more secret by now; it is not sent any more");

    private final TransferShelf shelf;
    private final Outbox outbox;

    @Activate
    public ForgottenFiles(@Reference TransferShelf shelf, @Reference Outbox outbox) {
        this.shelf = shelf;
        this.outbox = outbox;
    }

    @Override
    public void forget(Connection transaction, Collection<MessageId> messages) throws SQLException {
        shelf.forget(transaction, messages);
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Forgotten forgotten) {
                shelf.forget(transaction, List.of(forgotten.id()));
            } else if (entry instanceof Entry.Quarantined quarantined) {
                recall(transaction, shelf.open(transaction, quarantined.id()), QUARANTINED);
                shelf.forget(transaction, List.of(quarantined.id()));
            } else if (entry instanceof Entry.Found found) {
                raise(transaction, found.id(), Secrecy.among(found.marks()));
            } else if (entry instanceof Entry.Said said && said.version() > 1) {
                raise(transaction, said.id(), Secrecy.among(said.marks()));
            }
        }
    }

    private void raise(Connection transaction, MessageId message, Secrecy now) throws SQLException {
        recall(transaction, shelf.raise(transaction, message, now), RAISED);
    }

    private void recall(Connection transaction, List<Transfer> transfers, LocalText why) throws SQLException {
        for (Transfer transfer : transfers) {
            TransferLetters.recall(transaction, outbox, transfer, why);
        }
    }
}
