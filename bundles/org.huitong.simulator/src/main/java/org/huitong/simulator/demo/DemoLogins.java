// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Identity;
import org.huitong.api.access.PasswordProvider;
import org.huitong.api.access.Recognition;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets some of the demo's people log in, as a company's directory would: by the passwords that {@code bin/huitong demo}
 * has made at random and shows. Without its file nobody comes in this way.
 */
@Component(service = {PasswordProvider.class, DemoLogins.class})
public final class DemoLogins implements PasswordProvider {
    private static final Identity.Provider DEMO = new Identity.Provider("demo", "demo");
    private final Map<String, String> passwords;

    @Activate
    public DemoLogins(BundleContext context) throws IOException {
        this(Path.of(Optional.ofNullable(context.getProperty("huitong.keys")).orElse("keys"), "demo-logins"));
    }

    /** @param file a login and a password a line, with a blank between them */
    DemoLogins(Path file) throws IOException {
        Map<String, String> read = new LinkedHashMap<>();
        if (Files.isReadable(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 2) {
                    read.put(words[0], words[1]);
                }
            }
        }
        this.passwords = Map.copyOf(read);
    }

    Optional<String> password(String login) {
        return Optional.ofNullable(passwords.get(login));
    }

    @Override
    public Recognition recognise(String login, char[] password) {
        String known = passwords.get(login);
        if (known == null) {
            return new Recognition.NotMine();
        }
        boolean same = MessageDigest.isEqual(
                known.getBytes(StandardCharsets.UTF_8), new String(password).getBytes(StandardCharsets.UTF_8));
        return same
                ? new Recognition.Recognised(new Identity(DEMO, login, Optional.empty(), Optional.of(login)))
                : new Recognition.Wrong();
    }
}
