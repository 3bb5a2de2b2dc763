// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.huitong.installer.disk.Failure;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** A jar that is an OSGi bundle, as its manifest describes it. */
record BundleFile(
        Path jar,
        String sha256,
        String symbolicName,
        Version version,
        List<Clause> imports,
        List<Clause> exports,
        List<Clause> requiredBundles,
        List<Clause> requirements,
        List<Clause> capabilities) {

    /** OSGi Core 8, 1.3.2: tokens with dots between them. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST_FILTER = 50;

    static BundleFile read(Path jar) throws IOException, Unfit {
        return read(jar, sha256(jar));
    }

    /** @param sha256 the hash of what lies there */
    static BundleFile read(Path jar, String sha256) throws IOException, Unfit {
        Attributes headers = headers(jar);
        List<Clause> name = clauses(headers, Constants.BUNDLE_SYMBOLICNAME, clause -> {});
        if (name.isEmpty() || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new Unfit(
                    "它不是 OSGi 模块：清单里没有 Bundle-SymbolicName",
                    "it is no OSGi bundle: its manifest has no Bundle-SymbolicName");
        }
        String symbolicName = name.get(0).names().get(0);
        if (symbolicName.length() > LONGEST_NAME
                || !NAME.matcher(symbolicName).matches()
                || symbolicName.equals(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)) {
            throw new Unfit("它的 Bundle-SymbolicName 不能使用", "its Bundle-SymbolicName is none that a bundle may have");
        }
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new Unfit("它是片段，会改动别的模块", "it is a fragment and would change another bundle");
        }
        return new BundleFile(
                jar,
                sha256,
                symbolicName,
                version(headers),
                clauses(headers, Constants.IMPORT_PACKAGE, clause -> clause.range(Constants.VERSION_ATTRIBUTE)),
                clauses(headers, Constants.EXPORT_PACKAGE, clause -> clause.version(Constants.VERSION_ATTRIBUTE)),
                clauses(headers, Constants.REQUIRE_BUNDLE, clause -> clause.range(Constants.BUNDLE_VERSION_ATTRIBUTE)),
                clauses(headers, Constants.REQUIRE_CAPABILITY, BundleFile::refuseDeep),
                clauses(headers, Constants.PROVIDE_CAPABILITY, clause -> {}));
    }

    /** @param trial reads of each what will be asked of it later: what cannot be read is told here, and once */
    private static List<Clause> clauses(Attributes headers, String header, Consumer<Clause> trial) throws Unfit {
        try {
            List<Clause> clauses = Clause.parse(headers.getValue(header));
            clauses.forEach(trial);
            return clauses;
        } catch (IllegalArgumentException e) {
            throw new Unfit(
                    "它的清单中 " + header + " 无法识别：" + Failure.words(e),
                    "its manifest's " + header + " cannot be read: " + Failure.words(e));
        }
    }

    /** Who reads a filter goes down as deep as it is nested. */
    private static void refuseDeep(Clause clause) {
        int depth = 0;
        for (char c : clause.directives().getOrDefault("filter", "").toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > DEEPEST_FILTER) {
                throw new IllegalArgumentException("a filter is nested more than " + DEEPEST_FILTER + " deep");
            }
        }
    }

    /** Signatures are not checked here, so a manifest with a section for each entry is as good as any. */
    private static Attributes headers(Path jar) throws IOException, Unfit {
        try (ZipFile file = Scales.open(jar)) {
            byte[] manifest = Scales.manifest(file);
            if (manifest == null) {
                throw new Unfit("它没有清单，不是 OSGi 模块", "it has no manifest and so is no OSGi bundle");
            }
            return manifest(manifest).getMainAttributes();
        } catch (ZipException e) {
            throw Scales.unfinished(e);
        }
    }

    private static Manifest manifest(byte[] bytes) throws Unfit {
        try {
            return new Manifest(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new Unfit("它的清单无法读取：" + Failure.words(e), "its manifest cannot be read: " + Failure.words(e));
        }
    }

    /** The same bundle, in another place. */
    BundleFile at(Path place) {
        return new BundleFile(
                place, sha256, symbolicName, version, imports, exports, requiredBundles, requirements, capabilities);
    }

    private static Version version(Attributes headers) throws Unfit {
        try {
            return Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION));
        } catch (IllegalArgumentException e) {
            throw new Unfit("它的版本号无法识别：" + Failure.words(e), "its version cannot be read: " + Failure.words(e));
        }
    }

    static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            DigestInputStream digest = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
