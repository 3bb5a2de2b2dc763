// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.tools.ToolProvider;
import org.huitong.testkit.HubProcess;

/** Takes the encryption out of a hub that is about to start, so that a search has something to find. */
final class OpenVault {
    private static final String LOCKSMITH =
            """
            package org.huitong.vault;

            final class Locksmith {
                Locksmith(java.security.SecureRandom system) {}

                byte[] lock(Suite suite, byte[] dataKey, byte[] plain, byte[] context) {
                    return plain.clone();
                }

                byte[] unlock(Suite suite, byte[] dataKey, byte[] locked, byte[] context) {
                    return locked.clone();
                }

                byte[] wrap(Suite suite, javax.crypto.SecretKey kept, byte[] dataKey, byte[] context) {
                    byte[] wrapped = new byte[1 + dataKey.length];
                    wrapped[0] = suite.number();
                    System.arraycopy(dataKey, 0, wrapped, 1, dataKey.length);
                    return wrapped;
                }

                byte[] unwrap(Suite suite, javax.crypto.SecretKey kept, byte[] wrapped, byte[] context) {
                    return java.util.Arrays.copyOfRange(wrapped, 1, wrapped.length);
                }

                byte[] fingerprint(java.security.Key key, byte[] purpose, byte[] bytes)
                        throws java.security.GeneralSecurityException {
                    return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
                }

                byte[] freshKey(Suite suite) {
                    return new byte[suite.keyLength()];
                }
            }
            """;

    private OpenVault() {}

    static void into(HubProcess hub, Path scratch) {
        try {
            Path source = Files.writeString(Files.createDirectories(scratch).resolve("Locksmith.java"), LOCKSMITH);
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "--release",
                            "17",
                            "-proc:none",
                            "-cp",
                            Plug.bundle(hub, "org.huitong.vault").toString(),
                            "-d",
                            scratch.toString(),
                            source.toString());
            if (result != 0) {
                throw new IllegalStateException("the open vault does not compile");
            }
            try (FileSystem jar = FileSystems.newFileSystem(Plug.bundle(hub, "org.huitong.vault"))) {
                Files.copy(
                        scratch.resolve("org/huitong/vault/Locksmith.class"),
                        jar.getPath("org/huitong/vault/Locksmith.class"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
