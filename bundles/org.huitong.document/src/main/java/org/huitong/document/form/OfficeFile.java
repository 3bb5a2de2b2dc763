// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * An office file taken apart (ECMA-376, part 2), within limits that no honest form comes near: what unpacks to more is
 * refused before it is unpacked. Whatever is written later is written from these parts alone.
 *
 * @param parts by name, without the slash before it, in the file's order
 */
record OfficeFile(Map<String, byte[]> parts) {
    static final String TYPES = "[Content_Types].xml";
    private static final int MOST_PARTS = 400;
    private static final int LARGEST_PART = 16 << 20;
    private static final int LARGEST_XML = 6 << 20;
    private static final int LARGEST = 32 << 20;
    /** What is read piece by piece. */
    static final int LARGEST_SHEET = 32 << 20;

    /** Elements and attributes of all parts: each of the few bytes that make one takes a hundred in memory. */
    private static final int MOST_NODES = 600_000;

    private static final String BROKEN_ZH = "这不是 xlsx 或 docx 文件，或者文件已损坏、加了密码";
    private static final String BROKEN_EN = "this is no xlsx or docx file, or it is damaged or has a password";

    /** Empty where it is none, or too much; then the faults say why. */
    static Optional<OfficeFile> open(byte[] file, Faults faults) {
        return open(file, LARGEST_XML, faults);
    }

    /** @param largestXml of a part of its */
    static Optional<OfficeFile> open(byte[] file, int largestXml, Faults faults) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        int all = 0;
        int nodes = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (entry.isDirectory()) {
                    continue;
                }
                if (!isPlain(name) || parts.size() == MOST_PARTS) {
                    faults.add("zip", "部件的名称或数量不正常", "the names or the number of its parts are not as they should be");
                    return Optional.empty();
                }
                byte[] part =
                        unpacked(zip, Math.min(isXml(name) ? largestXml : LARGEST_PART, LARGEST + largestXml - all));
                if (part == null) {
                    faults.add(name, "解压后过大", "it unpacks to too much");
                    return Optional.empty();
                }
                all += part.length;
                // What is read piece by piece is no tree.
                nodes += isXml(name) && largestXml == LARGEST_XML ? nodes(part) : 0;
                if (nodes > MOST_NODES) {
                    faults.add(name, "内容过于复杂，请简化后重试", "there is too much in it: make it simpler");
                    return Optional.empty();
                }
                if (parts.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                    faults.add(name, "同名部件出现了两次", "two parts have this name");
                    return Optional.empty();
                }
                parts.put(name, part);
            }
        } catch (IOException | IllegalArgumentException e) {
            parts.clear();
        }
        if (!parts.containsKey(TYPES)) {
            faults.add("zip", BROKEN_ZH, BROKEN_EN);
            return Optional.empty();
        }
        return Optional.of(new OfficeFile(parts));
    }

    /** Null where there is more than that. */
    private static byte[] unpacked(ZipInputStream zip, int most) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            if (part.size() + read > most) {
                return null;
            }
            part.write(buffer, 0, read);
        }
        return part.toByteArray();
    }

    /** At least so many: in every character set that such a part may have, both signs are these bytes. */
    private static int nodes(byte[] xml) {
        int nodes = 0;
        for (byte each : xml) {
            nodes += each == '<' || each == '=' ? 1 : 0;
        }
        return nodes;
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.length() <= 200
                && !name.startsWith("/")
                && name.indexOf('\\') < 0
                && !List.of(name.split("/")).contains("..");
    }

    static boolean isXml(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        return low.endsWith(".xml") || low.endsWith(".rels") || low.endsWith(".vml");
    }

    Tree tree(String part) throws SAXException {
        byte[] bytes = parts.get(part);
        if (bytes == null) {
            throw new SAXException("there is no part " + part);
        }
        if (nodes(bytes) > MOST_NODES) {
            throw new SAXException("there is too much in the part " + part);
        }
        return Tree.of(bytes);
    }

    /** Parts by their content types. */
    Map<String, String> types() throws SAXException {
        Map<String, String> byExtension = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        for (Element each : tree(TYPES).all("Default")) {
            byExtension.put(each.getAttribute("Extension").toLowerCase(Locale.ROOT), each.getAttribute("ContentType"));
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (Element each : tree(TYPES).all("Override")) {
            named.put(
                    each.getAttribute("PartName").replaceFirst("^/", "").toLowerCase(Locale.ROOT),
                    each.getAttribute("ContentType"));
        }
        for (String part : parts.keySet()) {
            String low = part.toLowerCase(Locale.ROOT);
            String type =
                    named.getOrDefault(low, byExtension.getOrDefault(low.substring(low.lastIndexOf('.') + 1), ""));
            types.put(part, type);
        }
        return types;
    }

    /** Those whose content type ends so. */
    List<String> ofType(String ending) throws SAXException {
        return types().entrySet().stream()
                .filter(e -> e.getValue().endsWith(ending))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a part refers to: the parts by the ids that it uses for them. */
    Map<String, String> relations(String part) throws SAXException {
        int name = part.lastIndexOf('/') + 1;
        String rels = part.substring(0, name) + "_rels/" + part.substring(name) + ".rels";
        Map<String, String> targets = new LinkedHashMap<>();
        if (parts.containsKey(rels)) {
            for (Element relation : tree(rels).all("Relationship")) {
                targets.put(relation.getAttribute("Id"), resolved(part, relation.getAttribute("Target")));
            }
        }
        return targets;
    }

    /**
     * What can be come to from the file itself, by relations, and what those stand in, in small letters: names of parts are
     * the same in either (ECMA-376, part 2, 6.2.2).
     */
    Set<String> reached() throws SAXException {
        Map<String, String> names = new HashMap<>();
        parts.keySet().forEach(part -> names.put(part.toLowerCase(Locale.ROOT), part));
        Set<String> reached = new HashSet<>(Set.of(TYPES.toLowerCase(Locale.ROOT)));
        Deque<String> open = new ArrayDeque<>(List.of(""));
        while (!open.isEmpty()) {
            String from = open.pop();
            int name = from.lastIndexOf('/') + 1;
            String rels = from.substring(0, name) + "_rels/" + from.substring(name) + ".rels";
            if (!names.containsKey(rels)) {
                continue;
            }
            reached.add(rels);
            for (Element relation : tree(names.get(rels)).all("Relationship")) {
                String target = resolved(from, relation.getAttribute("Target")).toLowerCase(Locale.ROOT);
                if (names.containsKey(target) && reached.add(target)) {
                    open.push(target);
                }
            }
        }
        return reached;
    }

    private static String resolved(String from, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        String folder = from.substring(0, from.lastIndexOf('/') + 1);
        String path = target;
        while (path.startsWith("../") && !folder.isEmpty()) {
            path = path.substring(3);
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        }
        return folder + path;
    }
}
