// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A reader at a screen: looks through shadow roots, waits for what must come, types, and takes pictures. */
public final class Browser implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EYES = resource("/org/huitong/itest/browser/eyes.js");
    private static final String AXE = resource("/axe.min.js");

    private final ChromeDriver driver;
    private final String url;
    private final Path pictures;

    public Browser(Path profile, String url, Path pictures) {
        ChromeOptions options = new ChromeOptions()
                .setBinary(PROGRAM.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--force-prefers-reduced-motion",
                        "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        options.setCapability("goog:loggingPrefs", logs);
        // Both programs are named, so that Selenium has nothing to look for, nor to fetch.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        this.driver = new ChromeDriver(service, options);
        this.url = url;
        this.pictures = pictures;
    }

    public static boolean isHere() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(DRIVER);
    }

    /** Forgets who was logged in and what was chosen, and stands before the hub in Chinese, by day, at a desk. */
    void begin() {
        size(1280, 900);
        driver.get(url + "/");
        driver.manage().deleteAllCookies();
        execute("localStorage.clear(); localStorage.setItem('huitong.locale', 'zh-CN');"
                + " localStorage.setItem('huitong.theme', 'light')");
        complaints();
    }

    /**
     * Runs a script before any of a page, from the next page on, until what it gives is closed: to take away what older
     * browsers do not have.
     */
    AutoCloseable beforeEachPage(String script) {
        Object id = driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .get("identifier");
        return () -> driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }

    /** @param program what the browser says it is, such as the window of a platform; blank: what it is */
    void poseAs(String program) {
        driver.executeCdpCommand("Emulation.setUserAgentOverride", Map.of("userAgent", program));
    }

    /** @param session the value of the cookie */
    public void begin(String session) {
        begin();
        driver.manage().addCookie(new Cookie.Builder("HUITONG_SESSION", session).build());
    }

    /** Opens a place of the hub anew, as from a bookmark. */
    public void open(String place) {
        driver.get("about:blank");
        driver.get(url + "/#/" + place);
        execute(EYES);
    }

    /** A page that is none of the shell's, by its path. */
    void visit(String path) {
        driver.get(url + path);
        execute(EYES);
    }

    /** A page of the test's own. */
    void show(String html) {
        driver.get("data:text/html;charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)));
    }

    String place() {
        return driver.getCurrentUrl().replaceFirst("^[^#]*#/", "");
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // A window is wider than what it shows, by what depends on the system.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Waits until it is in sight. */
    public WebElement find(String... path) {
        until(String.join(" » ", path) + " is in sight", () -> look("find", (Object[]) path) != null);
        return (WebElement) look("find", (Object[]) path);
    }

    boolean sees(String css) {
        return look("find", css) != null;
    }

    int count(String css) {
        return ((Number) look("count", css)).intValue();
    }

    public void click(String... path) {
        until(String.join(" » ", path) + " can be clicked", () -> {
            WebElement there = find(path);
            // Within the window and yet below the fold of its dialog: the driver only looks at the window.
            execute("arguments[0].scrollIntoView({block: 'nearest'})", there);
            there.click();
            return true;
        });
    }

    void type(String text, String... path) {
        find(path).sendKeys(text);
    }

    /** Keys without aiming: they go to what has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** From one to the next by the keyboard alone, until the focus is there. */
    void tabTo(String... path) {
        until("the keyboard comes to " + String.join(" » ", path), () -> {
            if (Boolean.TRUE.equals(look("isOn", (Object[]) path))) {
                return true;
            }
            press(Keys.TAB);
            return Boolean.TRUE.equals(look("isOn", (Object[]) path));
        });
    }

    /** What is written there, or on the whole page where nothing is named. */
    String text(String css) {
        return (String) look("text", css);
    }

    public void awaitText(String css, String text) {
        until(css + " says " + text, () -> text(css).contains(text));
    }

    WebElement focused() {
        return (WebElement) look("focused");
    }

    void until(String what, BooleanSupplier condition) {
        try {
            new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                    .withMessage(what)
                    .ignoring(StaleElementReferenceException.class)
                    .ignoring(ElementNotInteractableException.class)
                    .until(d -> condition.getAsBoolean());
        } catch (TimeoutException e) {
            picture("failed");
            throw new AssertionError("not in time: " + what + "\n" + place() + "\n" + text("") + complaints(), e);
        }
    }

    public Object execute(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What has gone wrong inside the page since this was asked last; that nobody is logged in is no fault. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(line -> !line.contains("status of 401"))
                .toList();
    }

    /** The barriers that axe calls serious or critical, one a line; all of WCAG's A and AA that a machine can see. */
    public List<?> barriers() {
        execute("if (!window.axe) { " + AXE + " }");
        return (List<?>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done(violations"
                + "   .filter((v) => ['serious', 'critical'].includes(v.impact))"
                + "   .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.flat().join(' ')} ${n.failureSummary}"
                + " ${n.html}`))), (failed) => done([String(failed)]));");
    }

    public void picture(String name) {
        try {
            Files.createDirectories(pictures);
            Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private Object look(String how, Object... arguments) {
        String call = "return window.eyes." + how + "(...arguments)";
        try {
            return execute(call, arguments);
        } catch (JavascriptException e) {
            execute(EYES);
            return execute(call, arguments);
        }
    }

    static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
