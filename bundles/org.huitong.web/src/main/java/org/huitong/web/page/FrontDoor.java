// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.huitong.api.web.Permitted;
import org.huitong.web.SafeHeaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /}, and nothing below it: the shell's one document. The empty pattern takes the root alone, so that the web
 * console, the platforms' callbacks and whatever comes later keep their addresses. It is made anew each time, for it says
 * a word that holds once.
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
    private final transient SecureRandom random = new SecureRandom();

    @Activate
    public FrontDoor(@Reference OwnShelves own) {
        this.own = own;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] once = new byte[16];
        random.nextBytes(once);
        String nonce = Base64.getEncoder().encodeToString(once);
        String page = own.filled(own.shell().text("index.html")).replace("{nonce}", nonce);
        SafeHeaders.forPage(response, nonce);
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
