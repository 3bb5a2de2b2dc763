// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Permissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the account {@code admin} where there is no account at all. Its password is given by the environment, or is
 * generated into a file that only the hub's user reads; it is never printed. What the environment says at a later start
 * changes nothing: a password that was changed must not come back with the old environment.
 */
final class FirstAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    static final String NAME = "admin";
    /** Every kind, each apart, and what none of them brings along: it hands some of them to others. */
    static final Set<String> RIGHTS = Set.of(
            Permissions.ADMINISTER,
            Permissions.ALL_CONTENT,
            Permissions.READ_ALL,
            Permissions.READ_RECALLED,
            Permissions.REVEAL,
            Permissions.EXPORT,
            Permissions.SEND,
            Permissions.ALL_SECURITY,
            Permissions.ALL_AUDIT);

    private final Path file;
    private final Optional<String> given;

    /** @param given the password of the environment */
    FirstAdmin(Path keys, Optional<String> given) {
        this.given = given.filter(text -> !text.isBlank());
        this.file = keys.resolve("initial-admin-password").toAbsolutePath().normalize();
    }

    void found(Accounts accounts) {
        if (!accounts.isEmpty()) {
            return;
        }
        if (given.isPresent()) {
            PasswordRules.objection(NAME, given.get())
                    .ifPresent(why -> LOG.warn("HUITONG_ADMIN_PASSWORD is weak and taken all the same: {}", why));
            accounts.found(NAME, NAME, given.get(), false, RIGHTS);
            LOG.info("The first administrator is there, account={} password=HUITONG_ADMIN_PASSWORD", NAME);
            return;
        }
        String generated = Secret.readable();
        // The file first: an account whose password nobody can read would lock everybody out.
        write(generated);
        accounts.found(NAME, NAME, generated, true, RIGHTS);
        LOG.info("The first administrator is there, account={} password-file={}", NAME, file);
        // Also where the log goes to a file only: this line is what somebody at the terminal waits for.
        System.out.println("First login: user " + NAME + ", password in " + file);
    }

    /** Once it was changed the generated one is of no use to anybody but a thief of old backups. */
    void changed(String account) {
        if (account.equals(NAME)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("The file with the first password cannot be removed; it opens nothing any more: {}", file, e);
            }
        }
    }

    private void write(String password) {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] ours = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, ours);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The first password cannot be written to " + file, e);
        }
    }
}
