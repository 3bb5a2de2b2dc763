// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.install;

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
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
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

    static BundleFile read(Path jar) throws IOException, Unfit {
        Attributes headers = headers(jar);
        List<Clause> name = clauses(headers, Constants.BUNDLE_SYMBOLICNAME, clause -> {});
        if (name.isEmpty() || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new Unfit(
                    "它不是 OSGi 模块：清单里没有 Bundle-SymbolicName",
                    "it is no OSGi bundle: its manifest has no Bundle-SymbolicName");
        }
        String symbolicName = name.get(0).names().get(0);
        if (!NAME.matcher(symbolicName).matches() || symbolicName.equals(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)) {
            throw new Unfit("它的 Bundle-SymbolicName 不能使用", "its Bundle-SymbolicName is none that a bundle may have");
        }
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new Unfit("它是片段，会改动别的模块", "it is a fragment and would change another bundle");
        }
        return new BundleFile(
                jar,
                sha256(jar),
                symbolicName,
                version(headers),
                clauses(headers, Constants.IMPORT_PACKAGE, clause -> clause.range(Constants.VERSION_ATTRIBUTE)),
                clauses(headers, Constants.EXPORT_PACKAGE, clause -> clause.version(Constants.VERSION_ATTRIBUTE)),
                clauses(headers, Constants.REQUIRE_BUNDLE, clause -> clause.range(Constants.BUNDLE_VERSION_ATTRIBUTE)),
                clauses(headers, Constants.REQUIRE_CAPABILITY, clause -> {}),
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
                    "它的清单中 " + header + " 无法识别：" + e.getMessage(),
                    "its manifest's " + header + " cannot be read: " + e.getMessage());
        }
    }

    private static Attributes headers(Path jar) throws IOException, Unfit {
        // Signatures are not checked here, and a manifest with a section for each entry may be large: only JarFile
        // reads every size.
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return manifest(file).getMainAttributes();
        } catch (ZipException e) {
            throw new Unfit("它不是完整的 jar 文件", "it is no complete jar file");
        }
    }

    private static Manifest manifest(JarFile file) throws Unfit {
        try {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                throw new Unfit("它没有清单，不是 OSGi 模块", "it has no manifest and so is no OSGi bundle");
            }
            return manifest;
        } catch (IOException e) {
            throw new Unfit("它的清单无法读取：" + e.getMessage(), "its manifest cannot be read: " + e.getMessage());
        }
    }

    private static Version version(Attributes headers) throws Unfit {
        try {
            return Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION));
        } catch (IllegalArgumentException e) {
            throw new Unfit("它的版本号无法识别：" + e.getMessage(), "its version cannot be read: " + e.getMessage());
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
