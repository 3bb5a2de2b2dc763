// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The files of this bundle: the shell, and the libraries that every page uses. */
@Component(service = OwnShelves.class)
public final class OwnShelves {
    private static final String COMPONENTS = "shoelace.js";

    private final Bundle bundle;
    private final ModuleNames names = new ModuleNames(this::filled);
    private final Shelf shell;
    private final Shelf libraries;
    private boolean packed;

    @Activate
    public OwnShelves(BundleContext bundles) {
        this.bundle = bundles.getBundle();
        this.libraries = new Shelf(bundle, "lib", names, Optional.empty());
        this.shell = new Shelf(bundle, "shell", names, Optional.of(libraries));
    }

    /** With the many small modules of Shoelace in one. */
    synchronized Shelf shell() throws IOException {
        if (!packed) {
            String all = Packer.pack(COMPONENTS, this::read);
            shell.replace(COMPONENTS, "text/javascript; charset=utf-8", all);
            packed = true;
        }
        return shell;
    }

    private String read(String path) throws IOException {
        // Past the shelf: the pieces are needed this once and would only be kept.
        String name = COMPONENTS.equals(path) ? "shell/" + path : "lib/" + path;
        URL entry = bundle.getEntry(name);
        if (entry == null) {
            throw new IOException("the bundle was built without " + name);
        }
        try (InputStream in = entry.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Shelf libraries() {
        return libraries;
    }

    /** The pages of a bundle, whose modules build on these. */
    Shelf pages(Bundle bringing) {
        return new Shelf(bringing, "page", names, Optional.of(shell));
    }

    /** With the addresses of this edition put in. */
    String filled(String text) throws IOException {
        return text.replace("{lib}", "/lib/~" + libraries.version()).replace("{shell}", "/shell/~" + shell.version());
    }
}
