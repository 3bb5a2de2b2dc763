// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * The key of one volume, sealed beside it. Whoever destroys the vault's key of that class and month has destroyed this one,
 * and nothing in the volume can be found again.
 */
final class VolumeKey {
    private static final String CLASS = "search";
    private static final String FILE = "key";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private VolumeKey() {}

    static byte[] make(Path folder, Vault vault) throws IOException {
        byte[] key = new byte[LENGTH];
        RANDOM.nextBytes(key);
        Sealed sealed = vault.seal(CLASS, key, context(folder));
        String words = sealed.key() + "\n" + text(sealed.wrapped()) + "\n" + text(sealed.text()) + "\n";
        Path fresh = folder.resolve(FILE + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        return key;
    }

    /**
     * @throws LockedException where the key was destroyed
     * @throws IOException where it is not there, or damaged
     */
    static byte[] open(Path folder, Vault vault) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(FILE), StandardCharsets.US_ASCII);
        if (lines.size() != 3) {
            throw new IOException("the key of a volume is damaged");
        }
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            Sealed sealed = new Sealed(lines.get(0), decoder.decode(lines.get(1)), decoder.decode(lines.get(2)));
            return vault.open(sealed, context(folder));
        } catch (IllegalArgumentException e) {
            throw new IOException("the key of a volume is damaged", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] context(Path folder) {
        return ("search " + folder.getFileName()).getBytes(StandardCharsets.UTF_8);
    }
}
