// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.archive;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for the vendor's library of the chat archive, and for the platform behind it: a process that answers the
 * archive connector's protocol from the folder that an {@link ArchiveBox} has laid out. Keys are sealed by RSA as the
 * platform does it; how the platform seals texts nobody knows, here it is AES. Needs nothing but this class and Java.
 */
public final class ArchiveStandIn {
    private static final int PIECE = 512 << 10;
    /** A record may say what comes of opening it, each time. */
    private static final Pattern POISON = Pattern.compile("\"poison\"\\s*:\\s*\"([^\"]+)\"");

    private static final Pattern ID = Pattern.compile("\"msgid\"\\s*:\\s*\"([^\"]+)\"");

    private final Path folder;
    private final SecureRandom dice = new SecureRandom();
    private final Map<String, PublicKey> keys = new HashMap<>();
    /** Where each record begins, and behind them where the next one will. */
    private final List<Long> places = new ArrayList<>(List.of(0L));

    private boolean in;

    private ArchiveStandIn(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        ArchiveStandIn library = new ArchiveStandIn(Path.of(arguments[0]));
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] fields = line.split("\t", -1);
            String answer = fields[0] + "\t" + library.answer(fields) + "\n";
            answers.write(answer.getBytes(StandardCharsets.US_ASCII));
            answers.flush();
        }
    }

    private String answer(String[] question) throws Exception {
        String fault = fault(question[1]);
        return fault.isEmpty() ? rightly(question) : wrong(fault);
    }

    private static String wrong(String fault) throws IOException {
        switch (fault) {
            case "crash":
                Runtime.getRuntime().halt(139);
                break;
            case "hang":
                while (true) {
                    LockSupport.park();
                }
            case "babble":
                return "what?\n0\t";
            case "lines":
                flood("1\t0\n");
                break;
            case "line":
                flood("A");
                break;
            default:
                break;
        }
        return fault;
    }

    private String rightly(String[] question) throws Exception {
        switch (question[1]) {
            case "init":
                in = text(question[2]).concat("\t").concat(text(question[3])).equals(read("login"));
                return in ? "0" : "10000";
            case "getChatData":
                return in
                        ? "0\t" + coded(chatData(Long.parseLong(question[2]), Integer.parseInt(question[3])))
                        : "10000";
            case "decryptData":
                return decrypted(text(question[2]), text(question[3]));
            case "getMediaData":
                return media(text(question[2]), text(question[3]));
            default:
                return "10000";
        }
    }

    /** Says it again and again, for as long as somebody listens. */
    private static void flood(String words) throws IOException {
        byte[] many = words.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        while (true) {
            answers.write(many);
        }
    }

    /** What goes wrong now, once: the first line of the file "faults" that names this call. */
    private String fault(String call) throws IOException {
        Path file = folder.resolve("faults");
        if (!Files.exists(file)) {
            return "";
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(call + " ")) {
                String fault = lines.remove(i).substring(call.length() + 1);
                Files.write(file, lines);
                return fault;
            }
        }
        return "";
    }

    private String chatData(long seq, int limit) throws IOException, GeneralSecurityException {
        StringBuilder out = new StringBuilder("{\"errcode\":0,\"errmsg\":\"ok\",\"chatdata\":[");
        Path forgotten = folder.resolve("forgotten");
        long first = Files.exists(forgotten)
                ? Math.max(seq, Long.parseLong(Files.readString(forgotten).strip()))
                : seq;
        List<String> records = records(first, limit);
        for (int i = 0; i < records.size(); i++) {
            String[] parts = records.get(i).split("\t", 2);
            Matcher id = ID.matcher(parts[1]);
            String key = Base64.getEncoder().encodeToString(random(24));
            out.append(i > 0 ? "," : "")
                    .append("{\"seq\":")
                    .append(first + i + 1)
                    .append(",\"msgid\":\"")
                    .append(id.find() ? id.group(1) : "")
                    .append("\",\"publickey_ver\":")
                    .append(parts[0])
                    .append(",\"encrypt_random_key\":\"")
                    .append(sealedKey(parts[0], key))
                    .append("\",\"encrypt_chat_msg\":\"")
                    .append(sealed(key, parts[1]))
                    .append("\"}");
        }
        return out.append("]}").toString();
    }

    /** Of a long archive only what is asked for: whoever catches up must not wait for all that lies before it. */
    private List<String> records(long first, int limit) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("records").toFile(), "r")) {
            long known = places.get(places.size() - 1);
            byte[] more = new byte[(int) (file.length() - known)];
            file.seek(known);
            file.readFully(more);
            for (int i = 0; i < more.length; i++) {
                if (more[i] == '\n') {
                    places.add(known + i + 1);
                }
            }
            int from = (int) Math.min(first, places.size() - 1);
            int to = (int) Math.min(first + limit, places.size() - 1);
            byte[] wanted = new byte[(int) (places.get(to) - places.get(from))];
            file.seek(places.get(from));
            file.readFully(wanted);
            return new String(wanted, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private String sealedKey(String version, String key) throws IOException, GeneralSecurityException {
        PublicKey own = keys.get(version);
        if (own == null) {
            byte[] der = Base64.getDecoder().decode(read("key-" + version));
            own = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            keys.put(version, own);
        }
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, own);
        return Base64.getEncoder().encodeToString(rsa.doFinal(key.getBytes(StandardCharsets.UTF_8)));
    }

    private String sealed(String key, String text) throws GeneralSecurityException {
        byte[] start = random(16);
        byte[] body = aes(Cipher.ENCRYPT_MODE, key, start).doFinal(text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private String decrypted(String key, String sealed) throws IOException {
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            byte[] text = aes(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, 16)).doFinal(all, 16, all.length - 16);
            String record = new String(text, StandardCharsets.UTF_8);
            Matcher poison = POISON.matcher(record);
            return poison.find() ? wrong(poison.group(1)) : "0\t" + coded(record);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "10006";
        }
    }

    private static Cipher aes(int mode, String key, byte[] start) throws GeneralSecurityException {
        byte[] secret = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(mode, new SecretKeySpec(secret, "AES"), new IvParameterSpec(start));
        return aes;
    }

    private String media(String index, String fileId) throws IOException {
        Path file = folder.resolve("media").resolve(fileId.replaceAll("[^A-Za-z0-9]", "_"));
        if (!Files.exists(file)) {
            return "10005";
        }
        byte[] all = Files.readAllBytes(file);
        int from = index.isEmpty() ? 0 : Integer.parseInt(index);
        int to = Math.min(all.length, from + PIECE);
        return "0\t" + coded(Integer.toString(to)) + "\t" + (to == all.length ? "1" : "0") + "\t"
                + Base64.getEncoder().encodeToString(Arrays.copyOfRange(all, from, to));
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        dice.nextBytes(bytes);
        return bytes;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name)).strip();
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String coded) {
        return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
    }
}
