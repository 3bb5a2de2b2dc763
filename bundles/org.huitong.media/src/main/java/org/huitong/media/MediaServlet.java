// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.SessionCookie;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/v1/media/<message>/<n>}: the n-th file of a message, from 0, to whoever may read the message;
 * {@code /api/v1/media/<message>}: of each its name, whether it is here, and why not; {@code ?names=…,…}: of those. A servlet, for files are streamed.
 */
@Permitted(Permitted.EVERYBODY)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/media/*")
@HttpWhiteboardServletName("huitong-media")
public final class MediaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]{22})(?:/(\\d{1,3}))?");
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]{1,100}(,[A-Za-z0-9_-]{1,100}){0,99}");
    private static final String BEARER = "bearer ";

    private final transient Entrance entrance;
    private final transient MessageDoor door;
    private final transient MediaShelf shelf;
    private final transient MediaStore store;
    private final transient Asked asked;

    @Activate
    public MediaServlet(
            @Reference Entrance entrance,
            @Reference MessageDoor door,
            @Reference MediaShelf shelf,
            @Reference MediaStore store,
            @Reference Vault vault) {
        this.entrance = entrance;
        this.door = door;
        this.shelf = shelf;
        this.store = store;
        this.asked = new Asked(vault);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        safe(response);
        Optional<Asker> asker = asker(request);
        if (asker.isEmpty()) {
            say(request, response, 401, "not-logged-in", "请先登录，或发送有效的令牌。", "Log in first, or send a valid token.");
            return;
        }
        Matcher path = PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        Optional<List<String>> known = known(request);
        if (known.isPresent() && path.matches() && door.maySee(asker.get(), new MessageId(path.group(1)))) {
            list(new MessageId(path.group(1)), known.get(), response);
            return;
        }
        Optional<MessageView> view =
                path.matches() ? door.find(asker.get(), new MessageId(path.group(1))) : Optional.empty();
        if (view.isEmpty()) {
            say(
                    request,
                    response,
                    404,
                    "not-found",
                    "没有这条消息，或者您无权查看。",
                    "There is no such message, or you may not see it.");
            return;
        }
        List<Attachment> files = view.get().message().content().attachments();
        if (path.group(2) == null) {
            list(view.get().id(), files.stream().map(asked::name).toList(), response);
            return;
        }
        int number = Integer.parseInt(path.group(2));
        if (number >= files.size()) {
            say(request, response, 404, "not-found", "这条消息没有这个附件。", "The message has no such file.");
            return;
        }
        Optional<MediaFile> file = shelf.find(view.get().id(), asked.name(files.get(number)));
        if (file.isPresent() && file.get().state() == MediaFile.State.KEPT) {
            send(file.get(), files.get(number), request, response);
        } else {
            missing(file, request, response);
        }
    }

    private void missing(Optional<MediaFile> file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean lost = file.filter(f -> f.state() == MediaFile.State.FAILED || f.state() == MediaFile.State.GONE)
                .isPresent();
        LocalText why = file.flatMap(MediaFile::why)
                .orElse(LocalText.of("正在取回，请稍后再看。", "It is being fetched. Look again in a moment."));
        say(request, response, lost ? 410 : 409, lost ? "not-to-be-had" : "not-here-yet", why.zh(), why.en());
    }

    private void send(MediaFile file, Attachment attachment, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (InputStream bytes = store.open(file)) {
            send(file, attachment, bytes, response);
        } catch (NoSuchFileException gone) {
            say(
                    request,
                    response,
                    410,
                    "not-to-be-had",
                    "文件已不在存储中，请联系管理员从备份恢复。",
                    "The file is not in its folder any more. Ask an administrator to restore it from a backup.");
        }
    }

    private void send(MediaFile file, Attachment attachment, InputStream bytes, HttpServletResponse response)
            throws IOException {
        boolean shown = Sniffed.isShown(file.kind());
        response.setContentType(file.kind());
        response.setHeader(
                "Content-Disposition",
                (shown ? "inline" : "attachment")
                        + attachment
                                .name()
                                .map(name -> "; filename*=UTF-8''"
                                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                                .replace("+", "%20"))
                                .orElse(""));
        response.setContentLengthLong(file.bytes());
        bytes.transferTo(response.getOutputStream());
    }

    /**
     * Who has read the message and waits for its files names them as they were named to him then: to look again at what has
     * become of them is no reading of the message.
     */
    private static Optional<List<String>> known(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("names"))
                .filter(names -> NAMES.matcher(names).matches())
                .map(names -> List.of(names.split(",")));
    }

    private void list(MessageId message, List<String> names, HttpServletResponse response) throws IOException {
        StringBuilder out = new StringBuilder("{\"items\":[");
        String comma = "";
        for (String name : names) {
            Optional<MediaFile> file = shelf.find(message, name);
            out.append(comma)
                    .append("{\"name\":")
                    .append(quoted(name))
                    .append(",\"state\":")
                    .append(quoted(file.map(f -> f.state().word()).orElse("none")));
            file.filter(f -> !f.kind().isEmpty()).ifPresent(f -> out.append(",\"kind\":")
                    .append(quoted(f.kind()))
                    .append(",\"bytes\":")
                    .append(f.bytes())
                    .append(",\"shown\":")
                    .append(Sniffed.isShown(f.kind())));
            file.filter(f -> f.why().isPresent()).ifPresent(f -> out.append(",\"reason\":")
                    .append(quoted(f.reason()))
                    .append(",\"why\":{\"zh\":")
                    .append(quoted(f.why().get().zh()))
                    .append(",\"en\":")
                    .append(quoted(f.why().get().en()))
                    .append('}'));
            out.append('}');
            comma = ",";
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(out.append("]}").toString());
    }

    private Optional<Asker> asker(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    ? entrance.token(authorization.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        Cookie[] cookies = request.getCookies();
        return SessionCookie.among(name -> Stream.ofNullable(cookies)
                        .flatMap(Arrays::stream)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst())
                .flatMap(entrance::session)
                .filter(session -> !session.mustChangePassword())
                .map(Entrance.Session::asker);
    }

    /** Nothing in it may ever run, be framed, kept or guessed at. */
    private static void safe(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
    }

    private static void say(
            HttpServletRequest request, HttpServletResponse response, int status, String word, String zh, String en)
            throws IOException {
        String detail = "zh".equals(request.getLocale().getLanguage()) ? zh : en;
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"status\":" + status + ",\"title\":" + quoted(word) + ",\"code\":"
                        + quoted(word) + ",\"detail\":" + quoted(detail) + "}");
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
