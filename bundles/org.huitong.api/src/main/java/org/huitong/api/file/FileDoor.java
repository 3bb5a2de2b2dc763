// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.file;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one door to files that are handed on. Who may hand on what is decided here and nowhere else: what one has put into
 * the hub oneself, and the files of messages that one may read. Provided by media; safe for many threads.
 */
@ProviderType
public interface FileDoor {
    /** Before the ticket, in the reference of a file that is attached to what was sent from here. */
    String REFERENCE = "huitong:file:";

    /**
     * A file as callers name it: the id of what they have put in, or {@code <message>/<n>} for the n-th file of a message,
     * from 0. Reading it so is noted as every reading of a message is.
     */
    Sought find(Asker asker, String file);

    /**
     * The bytes, for whoever was given the ticket by somebody who might hand it on.
     *
     * @throws IOException where it is not there any more: its message was forgotten, or its time is over
     */
    InputStream open(String ticket) throws IOException;

    /**
     * What was put in is kept until then at least, for it is needed: so long its owner cannot remove it either. Of a
     * message's file this does nothing: it is kept as long as its message.
     *
     * @param by who needs it, as {@code letter 3f…}, up to 80 characters; said again, the new moment holds
     */
    void keep(Connection transaction, String ticket, String by, Instant until) throws SQLException;

    /** It is not needed by that one any more; where it never was, nothing happens. */
    void letGo(Connection transaction, String ticket, String by) throws SQLException;

    /** What comes of asking for a file. */
    sealed interface Sought {}

    /** It is here, and this asker may hand it on. */
    record Here(HeldFile file) implements Sought {
        public Here {
            Objects.requireNonNull(file);
        }
    }

    /** @param soon whether it is worth asking again in a moment */
    record Away(boolean soon, LocalText why) implements Sought {
        public Away {
            Objects.requireNonNull(why);
        }
    }

    /** There is none, or it is not this asker's affair: nobody can tell which. */
    record Unknown() implements Sought {}
}
