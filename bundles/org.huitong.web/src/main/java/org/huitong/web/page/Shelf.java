// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.osgi.framework.Bundle;

/**
 * The files of one folder of one bundle, as the web hands them out: looked up only below that folder, kept packed once
 * read, named by their content. Modules are handed out with addresses in the place of names, which are part of their
 * content: where the shelf below changes its address, so does this one.
 */
final class Shelf {
    /** No step begins with a dot, so that none leads up. Possessive, which takes no stack however long a path is. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]*+(?:/[A-Za-z0-9_@-][A-Za-z0-9._@-]*+)*+");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    private final Bundle bundle;
    private final String folder;
    private final ModuleNames names;
    private final Optional<Shelf> below;
    private final Map<String, Asset> read = new ConcurrentHashMap<>();
    private volatile String version;

    /**
     * @param folder such as {@code page}, without slashes at its ends
     * @param names those that its modules import by
     * @param below where most of these names lead; empty where they lead to this shelf
     */
    Shelf(Bundle bundle, String folder, ModuleNames names, Optional<Shelf> below) {
        this.bundle = bundle;
        this.folder = folder;
        this.names = names;
        this.below = below;
    }

    /** Empty: there is no such file, or it is none that is handed out. */
    Optional<Asset> find(String path) throws IOException {
        Asset known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        URL entry = bundle.getEntry(folder + "/" + path);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readAllBytes();
            Asset asset = Asset.of(type, path.endsWith(".js") ? resolved(bytes) : bytes);
            read.put(path, asset);
            return Optional.of(asset);
        }
    }

    private byte[] resolved(byte[] module) throws IOException {
        return names.resolved(new String(module, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** From now on this file is that. */
    void replace(String path, String type, String content) throws IOException {
        read.put(path, Asset.of(type, content.getBytes(StandardCharsets.UTF_8)));
    }

    String text(String path) throws IOException {
        Asset asset =
                find(path).orElseThrow(() -> new IOException("the bundle was built without " + folder + "/" + path));
        return new String(asset.plain(), StandardCharsets.UTF_8);
    }

    /** Changes when any script or sheet of this folder changes or of the shelves below, and only then. */
    String version() throws IOException {
        String known = version;
        if (known == null) {
            known = hashAll();
            version = known;
        }
        return known;
    }

    private String hashAll() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        Enumeration<URL> entries = bundle.findEntries(folder, "*", true);
        while (entries != null && entries.hasMoreElements()) {
            String name = entries.nextElement().getPath();
            if (name.endsWith(".js") || name.endsWith(".css") || name.endsWith(".html")) {
                files.add(name);
            }
        }
        MessageDigest digest = sha256();
        if (below.isPresent()) {
            digest.update(below.get().version().getBytes(StandardCharsets.UTF_8));
        }
        for (String name : files) {
            URL entry = bundle.getEntry(name);
            if (entry != null) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                try (InputStream in = entry.openStream()) {
                    digest.update(in.readAllBytes());
                }
            }
        }
        return base64(digest.digest()).substring(0, 12);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A file: packed where that is smaller. */
    record Asset(String type, byte[] body, boolean packed, int length, String tag) {
        static Asset of(String type, byte[] content) throws IOException {
            String tag = '"' + base64(sha256().digest(content)).substring(0, 22) + '"';
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                zip.write(content);
            }
            boolean smaller = out.size() < content.length * 9 / 10;
            return new Asset(type, smaller ? out.toByteArray() : content, smaller, content.length, tag);
        }

        byte[] plain() throws IOException {
            if (!packed) {
                return body;
            }
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return in.readAllBytes();
            }
        }
    }
}
