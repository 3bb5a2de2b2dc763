// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;

/** Files by what the platform calls them; some may be lost. */
public final class Cabinet implements KeptFiles {
    public final Map<String, byte[]> files = new ConcurrentHashMap<>();
    public final Set<String> lost = ConcurrentHashMap.newKeySet();

    @Override
    public String name(Attachment attachment) {
        return attachment.reference();
    }

    @Override
    public Optional<KeptFile> find(MessageId message, String name) {
        return Optional.ofNullable(files.get(name))
                .map(bytes -> new KeptFile(message, name, "application/pdf", bytes.length, hash(bytes)));
    }

    @Override
    public InputStream open(KeptFile file) throws IOException {
        if (lost.contains(file.name())) {
            throw new FileNotFoundException("it is lost");
        }
        return new ByteArrayInputStream(files.get(file.name()));
    }

    @Override
    public void isolate(KeptFile file, String reason, LocalText why) {
        files.remove(file.name());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
