// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * Puts what was said into words and under seal, and reads it back. The seal is bound to message and revision: a body
 * copied to another row does not open there. A revision is often a hash of the text, and short texts can be guessed: what
 * stands in the table is a fingerprint of it that cannot be made without the keys.
 */
public final class Scribe {
    private static final String KEY_CLASS = "message";

    private final Vault vault;
    private final BodyCodec codec = new BodyCodec();

    public Scribe(Vault vault) {
        this.vault = vault;
    }

    public Draft.Said said(
            Sighting.Said said, String delivery, Instant receivedAt, List<Finding> findings, List<String> owed) {
        Message message = said.message();
        MessageId id = message.id();
        Revision revision =
                new Revision(nameOf(id, said.revision()), said.revision().at());
        Sealed body = seal(new Body.Said(message, findings), id, revision.id());
        return new Draft.Said(message, id, revision, delivery, receivedAt, findings, owed, body);
    }

    public Draft.Recalled recalled(Sighting.Recalled recall, String delivery, Instant receivedAt) {
        MessageId id = recall.key().id();
        Sealed body = seal(new Body.Recalled(recall), id, Draft.Recalled.REVISION);
        return new Draft.Recalled(recall, id, delivery, receivedAt, body);
    }

    public Draft.Found found(long ofSeq, long firstSeq, Message message, Finding finding, Instant at) {
        MessageId id = message.id();
        Sealed body = seal(new Body.Found(finding), id, Draft.Found.revisionOf(ofSeq, finding));
        return new Draft.Found(ofSeq, firstSeq, message, id, finding, at, body);
    }

    Body open(short kind, MessageId id, String revision, Sealed sealed) {
        return codec.decode(kind, vault.open(sealed, context(id, revision)));
    }

    private String nameOf(MessageId id, Revision revision) {
        byte[] name = Arrays.copyOf(vault.fingerprint("revision", context(id, revision.id())), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }

    private Sealed seal(Body body, MessageId id, String revision) {
        return vault.seal(KEY_CLASS, codec.encode(body), context(id, revision));
    }

    private static byte[] context(MessageId id, String revision) {
        byte[] first = id.bytes();
        byte[] second = revision.getBytes(StandardCharsets.UTF_8);
        byte[] context = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, context, first.length, second.length);
        return context;
    }
}
