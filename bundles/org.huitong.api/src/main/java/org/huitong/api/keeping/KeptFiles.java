// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files of messages that the hub has fetched, for whoever puts messages into archives. Nobody asks here with the rights
 * of a person. Provided by media; blocks on database and disk; any thread.
 */
@ProviderType
public interface KeptFiles {
    /** The file of an attachment, where it is here. */
    default Optional<KeptFile> find(MessageId message, Attachment attachment) {
        return find(message, name(attachment));
    }

    /** The same for whoever has its name alone. */
    Optional<KeptFile> find(MessageId message, String name);

    /** By which an attachment is called here; the same in every message. */
    String name(Attachment attachment);

    /**
     * Its bytes. A piece that was changed ends them with an exception.
     *
     * @throws IOException where it cannot be read, or its message was forgotten meanwhile
     */
    InputStream open(KeptFile file) throws IOException;

    /**
     * Keeps a file apart: it stays as evidence until its message is forgotten, and nobody gets it any more, here, by its
     * message or handed on. Noted in the audit in the same transaction.
     *
     * @param reason in one word, such as {@code state-secret}
     * @param why the same for people, who see it in the place of the file
     */
    void isolate(KeptFile file, String reason, LocalText why);

    /**
     * A file that is here.
     *
     * @param name tells it from the other files of its message; nobody can tell the file by it
     * @param kind its media type, by its own first bytes
     * @param sha256 of its bytes, in hexadecimal digits
     */
    record KeptFile(MessageId message, String name, String kind, long bytes, String sha256) {
        public KeptFile {
            Objects.requireNonNull(message);
            Objects.requireNonNull(name);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(sha256);
        }
    }
}
