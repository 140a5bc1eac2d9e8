//! What several steps stand on, made when the first of them asks: database, browser, built site.

use super::place_test;
use crate::browser::{self, Browser};
use crate::place::{Place, run};
use crate::postgres::Postgres;
use crate::site::{self, Build};
use crate::tools;
use anyhow::{Context, Result};
use std::path::PathBuf;

pub(super) struct Ground<'a> {
    pub(super) place: &'a Place,
    long: bool,
    database: Option<Postgres>,
    browser: Option<Browser>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(place: &'a Place, long: bool) -> Self {
        Self { place, long, database: None, browser: None }
    }

    pub(super) fn cargo_test(&self, room: &str, words: &[&str]) -> Result<()> {
        run(self.test_command(room).args(words))
    }

    pub(super) fn cargo_test_with_database(&mut self, room: &str, words: &[&str]) -> Result<()> {
        let url = self.database()?.url();
        run(self.test_command(room).args(words).env("TEST_PG_URL", url))
    }

    fn test_command(&self, room: &str) -> std::process::Command {
        let mut command = place_test(self.place, room);
        if self.long {
            command.env("FARLANTERN_LONG", "1");
        }
        command
    }

    fn database(&mut self) -> Result<&Postgres> {
        if self.database.is_none() {
            self.database = Some(Postgres::start()?);
        }
        self.database.as_ref().context("the database was just started")
    }

    pub(super) fn browser(&mut self) -> Result<&Browser> {
        if self.browser.is_none() {
            self.browser = Some(Browser::find_or_install()?.with_shell());
        }
        self.browser.as_ref().context("the browser was just found")
    }

    pub(super) fn browser_tests(&mut self) -> Result<()> {
        tools::ensure(self.place, false)?;
        let (chromium, shell) = self.browser().map(|it| (it.chromium.clone(), it.shell.clone()))?;
        let site = site::ensure(self.place, Build::Dev)?;
        browser::install_packages(self.place)?;
        let pictures = self.pictures();
        if pictures.exists() {
            std::fs::remove_dir_all(&pictures)?;
        }
        std::fs::create_dir_all(&pictures)?;
        let mut command = self.place.command("node");
        command.current_dir(self.place.root.join("end2end")).args([
            "--test",
            "--test-concurrency=1",
            "--test-reporter=spec",
        ]);
        site.tell(&mut command);
        command.env("CHROMIUM_SHELL", shell.as_ref().unwrap_or(&chromium));
        command.env("CHROMIUM", chromium).env("SCREENSHOTS", &pictures);
        if self.long {
            command.env("FARLANTERN_LONG", "1");
        }
        run(&mut command)
    }

    pub(super) fn budget(&mut self) -> Result<()> {
        tools::ensure(self.place, true)?;
        let site = site::ensure(self.place, Build::Release)?;
        let mut command = self.place.command("node");
        site.tell(&mut command);
        command.args(["--input-type=module", "--eval", include_str!("budget.mjs")]).arg(site.wasm()?);
        run(&mut command)
    }

    fn pictures(&self) -> PathBuf {
        self.place.target.join("screenshots")
    }

    pub(super) fn say_where_pictures_are(&self) {
        let made = std::fs::read_dir(self.pictures()).map_or(0, Iterator::count);
        if made > 0 {
            println!("\n{made} pictures of the pages: {}", self.pictures().display());
        }
    }
}
