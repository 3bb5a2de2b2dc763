// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lends files to whoever archives messages. */
@Component
public final class Lender implements KeptFiles {
    private final MediaShelf shelf;
    private final MediaStore store;
    private final Audit audit;
    private final Asked asked;

    @Activate
    public Lender(
            @Reference MediaShelf shelf, @Reference MediaStore store, @Reference Audit audit, @Reference Vault vault) {
        this.shelf = shelf;
        this.store = store;
        this.audit = audit;
        this.asked = new Asked(vault);
    }

    @Override
    public String name(Attachment attachment) {
        return asked.name(attachment);
    }

    @Override
    public Optional<KeptFile> find(MessageId message, String name) {
        return shelf.find(message, name)
                .filter(file -> file.state() == MediaFile.State.KEPT)
                .map(file -> new KeptFile(message, file.name(), file.kind(), file.bytes(), file.hash()));
    }

    @Override
    public void isolate(KeptFile lent, String reason, LocalText why) {
        shelf.withdraw(
                lent.message(),
                lent.name(),
                reason,
                why,
                transaction -> audit.note(
                        transaction,
                        Deed.done(
                                        Doer.HUB,
                                        "media.isolate",
                                        Thing.of("message", lent.message().value()))
                                .changing("", reason + "\nsha256 " + lent.sha256())));
    }

    @Override
    public InputStream open(KeptFile lent) throws IOException {
        MediaFile file = shelf.find(lent.message(), lent.name())
                .orElseThrow(() -> new FileNotFoundException("it was forgotten"));
        return store.open(file, new Span(0, file.bytes()));
    }
}
