// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.huitong.installer.probe.Probe;

/** A bundle made while the test runs. */
public final class TinyBundle {
    private static final String COMPONENT = "OSGI-INF/probe.xml";

    private final Manifest manifest = new Manifest();
    private Class<?> activator;
    private String sections = "";
    private Class<?> component;
    private String needed = "";
    private final Map<String, byte[]> entries = new TreeMap<>();

    private TinyBundle(String symbolicName, String version) {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        with("Bundle-ManifestVersion", "2");
        with("Bundle-SymbolicName", symbolicName);
        with("Bundle-Version", version);
    }

    /** It offers a service that names it. */
    public static TinyBundle probe(String symbolicName, String version) {
        return plain(symbolicName, version).startedBy(Probe.class);
    }

    public static TinyBundle plain(String symbolicName, String version) {
        return new TinyBundle(symbolicName, version);
    }

    public TinyBundle startedBy(Class<?> activator) {
        this.activator = activator;
        return with("Bundle-Activator", activator.getName());
    }

    /** It holds an immediate component of this class. */
    public TinyBundle component(Class<?> type) {
        component = type;
        return with("Service-Component", COMPONENT);
    }

    /** Its component works with this service alone. */
    public TinyBundle needing(String service) {
        needed = "<reference name=\"needed\" interface=\"" + service + "\"/>";
        return this;
    }

    public TinyBundle with(String header, String value) {
        manifest.getMainAttributes().putValue(header, value);
        return this;
    }

    /** Further sections of the manifest, as signed jars have them. */
    public TinyBundle sections(String text) {
        sections = text;
        return this;
    }

    public TinyBundle file(String path, String text) {
        return entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TinyBundle entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() {
        if (activator != null) {
            String imports = manifest.getMainAttributes().getValue("Import-Package");
            with("Import-Package", "org.osgi.framework" + (imports == null ? "" : "," + imports));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest.write(jar);
            jar.write(sections.getBytes(StandardCharsets.UTF_8));
            if (activator != null) {
                code(jar, activator);
            }
            for (Map.Entry<String, byte[]> one : entries.entrySet()) {
                jar.putNextEntry(entry(one.getKey()));
                jar.write(one.getValue());
            }
            if (component != null) {
                code(jar, component);
                jar.putNextEntry(entry(COMPONENT));
                jar.write(
                        ("""
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="probe" immediate="true">
                          <implementation class="%s"/>%s
                        </scr:component>
                        """
                                        .formatted(component.getName(), needed))
                                .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void code(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(entry(name));
        try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
            code.transferTo(jar);
        }
    }

    /** Always of the same moment, so that the same bundle has the same bytes. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    /** As somebody does who knows that others are looking: the file appears as a whole. */
    public void put(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling("." + file.getFileName() + ".part");
            Files.write(fresh, bytes());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
