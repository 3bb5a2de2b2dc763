// SPDX-License-Identifier: Apache-2.0
package org.huitong.archive.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One container, as {@code docs/archive-format.md} describes it. */
final class ContainerFolder {
    private static final Pattern FILE = Pattern.compile(
            "\\{\"name\":\"([a-z0-9.-]+)\",\"bytes\":([0-9]+),\"sha256\":\"([0-9a-f]{64})\",\"hmac\":\"([0-9a-f]{64})\"}");
    private static final Pattern NAME = Pattern.compile("(messages|attachments)\\.jsonl\\.enc|file-[0-9]+\\.enc");
    private static final Pattern MESSAGES = Pattern.compile("\"messages\":([0-9]+),");
    /** The first one had no files of messages. */
    private static final Pattern FORMAT = Pattern.compile("\"format\":\"huitong-archive/[12]\"");

    private static final int IV = 16;
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final String name;
    private final byte[] key;

    ContainerFolder(Path folder, byte[] key) {
        this.folder = folder;
        this.name = folder.getFileName().toString();
        this.key = key;
    }

    /** It is not what was written. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why);
        }
    }

    /** @return how many messages are in it, all of which could be read */
    long verify() throws IOException, GeneralSecurityException, Broken {
        byte[] manifest = Files.readAllBytes(folder.resolve("manifest.json"));
        String mac = Files.readString(folder.resolve("manifest.hmac"), StandardCharsets.US_ASCII)
                .strip();
        if (!hex(mac("authenticate").doFinal(manifest)).equals(mac)) {
            throw new Broken("manifest.json was changed, or this is the key of another archive / 清单被改动，或密钥不属于此归档");
        }
        String text = new String(manifest, StandardCharsets.UTF_8);
        if (!FORMAT.matcher(text).find()) {
            throw new Broken("a format that this program does not know / 未知的格式");
        }
        int files = 0;
        for (Matcher file = FILE.matcher(text); file.find(); files++) {
            check(file.group(1), Long.parseLong(file.group(2)), file.group(3), file.group(4));
        }
        Matcher told = MESSAGES.matcher(text);
        long messages = count();
        if (files < 2 || !told.find() || Long.parseLong(told.group(1)) != messages) {
            throw new Broken("the manifest tells of other messages / 消息数与清单不符");
        }
        return messages;
    }

    private void check(String file, long bytes, String sha256, String hmac)
            throws IOException, GeneralSecurityException, Broken {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        Mac mac = mac("authenticate");
        long read = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
                mac.update(buffer, 0, n);
                read += n;
            }
        }
        if (read != bytes
                || !hex(hash.digest()).equals(sha256)
                || !hex(mac.doFinal()).equals(hmac)) {
            throw new Broken(file + " was changed / 被改动");
        }
    }

    private long count() throws IOException, GeneralSecurityException, Broken {
        long[] lines = {0};
        open("messages.jsonl.enc", new OutputStream() {
            @Override
            public void write(int b) {
                lines[0] += b == '\n' ? 1 : 0;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                for (int i = from; i < from + length; i++) {
                    write(bytes[i]);
                }
            }
        });
        return lines[0];
    }

    /** Writes the text of one of its files. */
    void open(String file, OutputStream out) throws IOException, GeneralSecurityException, Broken {
        if (!NAME.matcher(file).matches()) {
            throw new Broken("no container has a file of this name / 容器里没有这个文件");
        }
        try (InputStream sealed = Files.newInputStream(folder.resolve(file))) {
            byte[] iv = sealed.readNBytes(IV);
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(of("encrypt"), "AES"), new IvParameterSpec(iv));
            new CipherInputStream(sealed, cipher).transferTo(out);
        }
    }

    private byte[] of(String purpose) throws GeneralSecurityException {
        return mac(key).doFinal(("huitong-archive " + purpose + " " + name).getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac(String purpose) throws GeneralSecurityException {
        return mac(of(purpose));
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
