// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.huitong.api.web.Permitted;
import org.huitong.web.SafeHeaders;
import org.huitong.web.page.Shelf.Asset;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /}, and nothing below it: the shell's one document. The empty pattern takes the root alone, so that the web
 * console, the platforms' callbacks and whatever comes later keep their addresses.
 */
@Permitted(Permitted.PUBLIC)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=",
            "osgi.http.whiteboard.servlet.name=huitong-front",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class FrontDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient OwnShelves own;
    private transient volatile Front front;

    @Activate
    public FrontDoor(@Reference OwnShelves own) {
        this.own = own;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Front at = front;
        if (at == null) {
            at = read();
            front = at;
        }
        SafeHeaders.forPage(response, at.importMapHash());
        response.setHeader("Cache-Control", "no-cache");
        Counter.send(at.page(), request, response);
    }

    private Front read() throws IOException {
        String importMap = own.filled(own.shell().text("importmap.json"));
        String page = own.filled(own.shell().text("index.html")).replace("{importmap}", importMap);
        byte[] hash = Shelf.sha256().digest(importMap.getBytes(StandardCharsets.UTF_8));
        return new Front(
                Asset.of("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8)),
                "sha256-" + Base64.getEncoder().encodeToString(hash));
    }

    private record Front(Asset page, String importMapHash) {}
}
