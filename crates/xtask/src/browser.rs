//! Chromium, its driver and the packages that steer it: found, or installed where we may.

use crate::place::{Place, is_program, is_root, run, which};
use crate::postgres::apt_install;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
    /// Chromium without the windows around its pages: a fifth less work for most tests. WebGL is drawn three
    /// times as slowly by it.
    pub(crate) shell: Option<PathBuf>,
}

const SHELL: &str = "chromium-headless-shell";

const CHROMIUMS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const APPLICATIONS: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const DRIVERS: &[&str] = &["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// WebGL without a graphics card, sound without a gesture, and no call home from a machine that may
/// have no network.
const SWITCHES: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--autoplay-policy=no-user-gesture-required",
];

impl Browser {
    pub(crate) fn find_or_install() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        if !is_root() || which("apt-get").is_none() {
            bail!(
                "Missing: Chromium and ChromeDriver, for the browser tests. Install them with: \
                 sudo apt-get install chromium chromium-driver (Debian), sudo dnf install chromium chromedriver \
                 (Fedora), brew install --cask chromium chromedriver (macOS); or set CHROMIUM and CHROMEDRIVER."
            );
        }
        println!("installing Chromium and its driver with apt-get");
        apt_install(&["chromium", "chromium-driver"])?;
        Self::find().context("Chromium was installed and is still not found.")
    }

    /// The shell, too, where it can be had: tests do without it, only slower.
    pub(crate) fn with_shell(mut self) -> Self {
        let ours = self.shell.is_none() && std::env::var_os("CHROMIUM").is_none();
        if ours && is_root() && which("apt-get").is_some() && apt_install(&[SHELL]).is_ok() {
            self.shell = which(SHELL);
        }
        self
    }

    fn find() -> Option<Self> {
        let chromium = chosen("CHROMIUM")
            .or_else(|| CHROMIUMS.iter().find_map(|name| which(name)))
            .or_else(|| first_program(APPLICATIONS))?;
        let driver =
            chosen("CHROMEDRIVER").or_else(|| which("chromedriver")).or_else(|| first_program(DRIVERS))?;
        Some(Self { chromium, driver, shell: chosen("CHROMIUM_SHELL").or_else(|| which(SHELL)) })
    }

    /// Tells the runner of WASM tests which browser to start, and how.
    pub(crate) fn webdriver_file(&self, place: &Place) -> Result<PathBuf> {
        let switches: Vec<String> = SWITCHES.iter().map(|switch| format!("\"{switch}\"")).collect();
        let text = format!(
            "{{\"goog:chromeOptions\": {{\"binary\": {:?}, \"args\": [{}]}}}}\n",
            self.chromium.display().to_string(),
            switches.join(", ")
        );
        std::fs::create_dir_all(&place.target)?;
        let file = place.target.join("webdriver.json");
        std::fs::write(&file, text)?;
        Ok(file)
    }
}

/// Only when the list of packages is newer than what lies there.
pub(crate) fn install_packages(place: &Place) -> Result<()> {
    let folder = place.root.join("end2end");
    let time = |file: &str| folder.join(file).metadata().and_then(|meta| meta.modified()).ok();
    let (wanted, there) = (time("package-lock.json"), time("node_modules/.package-lock.json"));
    if wanted.is_some() && there >= wanted {
        return Ok(());
    }
    let mut command = place.command("npm");
    run(command.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]))
}

fn chosen(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|file| is_program(file))
}

fn first_program(files: &[&str]) -> Option<PathBuf> {
    files.iter().map(PathBuf::from).find(|file| is_program(file))
}
