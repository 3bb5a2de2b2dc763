// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.huitong.api.keeping.Belongings;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes down which files are to be read, from the oldest message on, and lets go of their words in the transaction that
 * forgets the message. Of what is in quarantine no word is kept.
 */
@Component
@ReaderName(reader = "filewords", reader_start = ReaderName.Start.BEGINNING, reader_both = true)
public final class FileWordsReader implements Reader, Belongings {
    private final FileWordsDesk desk;

    @Activate
    public FileWordsReader(@Reference FileWordsDesk desk) {
        this.desk = desk;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said) {
                for (Attachment attachment : said.message().content().attachments()) {
                    desk.want(transaction, said, attachment);
                }
            } else if (entry instanceof Entry.Quarantined || entry instanceof Entry.Forgotten) {
                desk.forget(transaction, List.of(entry.id()));
            }
        }
    }

    @Override
    public void forget(Connection transaction, Collection<MessageId> messages) throws SQLException {
        desk.forget(transaction, messages);
    }
}
