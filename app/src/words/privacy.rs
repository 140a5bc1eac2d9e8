//! What is kept of whom, where, and for how long. Every sentence is true in the code: who changes
//! what is kept, changes it here too.

pub(crate) const PRIVACY: &str = "Privacy";
pub(crate) const PRIVACY_HEADING: &str = "What is kept of you";
pub(crate) const PRIVACY_LEAD: &str = "Everything that Farlantern keeps, where it lies and for how long. No name, no address and no password is asked of you, nobody is measured, and nothing is sent to anybody else.";

/// A part of the page: its heading, what is kept and for how long, and what else is to be said.
pub(crate) struct Keeping {
    pub(crate) heading: &'static str,
    pub(crate) kept: &'static [(&'static str, &'static str)],
    pub(crate) said: &'static [&'static str],
}

pub(crate) const KEEPINGS: [Keeping; 5] = [
    Keeping {
        heading: "In your browser",
        kept: &[
            (
                "Keys",
                "The key of this browser, and which account it speaks for. Made with the first visit. No server ever sees the private half.",
            ),
            (
                "Outbox",
                "Changes that wait to be sent, with the names in them. Until the server has decided on them.",
            ),
            (
                "Views",
                "Copies of what you looked at, so that pages open at once and without a network. Each gives way to a newer one.",
            ),
            (
                "Receipts",
                "What became of your changes, with the changes themselves. For 40 days, then with your next visit they go.",
            ),
            (
                "Re-entry key",
                "While you are logged in, a small file, reentry-….json, with a sealed key. It brings this browser back if it loses its own key. This server alone knows what opens it, and tells it only to a browser that is still logged in. A copy, sealed just the same, lies with the keys. The file goes when you log out; both go when you delete your account or remove it from this browser.",
            ),
            (
                "A move",
                "If this server gets a new address: at the old one a random number that is good for a quarter of an hour, and which key was let in by it. At the new one what comes along, until it has come, or for a day if nothing comes of it; then only which key let this one in. It goes from one address to the other behind the # of an address, which no server sees.",
            ),
            (
                "Small notes",
                "farlantern.me: the public name of your key, the number of your account, whether you logged out and when the session ends. farlantern.shortcuts: shortcuts that you changed. farlantern.sound: how loud music, ambience, effects, ticks and voices are, whether all is muted, and whether captions are shown. farlantern.remind: when you put off a reminder. farlantern.stage: how elaborate a picture this device draws with ease, which it has measured. farlantern.visitor: by which number the figure of the first page was drawn. farlantern.portraits: small pictures of up to 24 characters, drawn by this browser. farlantern.dice: your last 40 rolls with their receipts, your favourites, the values that you wrote behind names, and where the server rolls on for you. farlantern.moved, only at an old address: the numbers of accounts that have moved from there. farlantern.places, only with several accounts in this browser: the number of each, the names of its first three characters, and when it was last used here. farlantern.word: a sentence for the next page of this tab, which reads it and removes it.",
            ),
            (
                "The game's files",
                "Models, sounds, pictures and game data, and the list of them: the same for everybody, with nothing of you in them. All accounts in this browser share them. Until a newer version takes their place, or you free the space under Storage.",
            ),
        ],
        said: &[
            "Of several accounts in one browser each has its own keys, outbox, views, receipts, farlantern.me, farlantern.remind and farlantern.portraits, from the second one on with a number at the end of the name. To remove an account from this browser deletes all of these.",
            "The first four lie in IndexedDB and so do a move and the game's files, the re-entry key in this site's private files, the notes in localStorage, the word for the next page in sessionStorage. All but the file of the re-entry key stay when you log out. When you delete this site's data in your browser they are gone, and the key with them: have another device or your 24 words first.",
        ],
    },
    Keeping {
        heading: "Cookies",
        kept: &[
            (
                "__Host-farlantern",
                "A random number that says that you are logged in. Ten minutes; a page that stays open renews it by a signature.",
            ),
            (
                "__Host-farlantern_browser",
                "A random number that ties a login to this browser. Given when it first logs in; until the browser closes.",
            ),
            (
                "theme and look",
                "How you like the pages: theme, size of text, contrast, motion, units, dice, pictures with depth. Only once you have chosen something; one year.",
            ),
        ],
        said: &[
            "No script can read the first two. On an insecure address their names lack the beginning “__Host-”. There are no other cookies, and none of somebody else's.",
        ],
    },
    Keeping {
        heading: "On the server",
        kept: &[
            (
                "Journal",
                "What you did with a character, when, and with which key: species, colours, keepsake, skin, hair and outfit, but no name. Every change of your account's keys, as you signed it. For good, because each entry seals the one before.",
            ),
            (
                "Receipts",
                "Every change as your browser signed it, with the time of your clock and the address of this site, and what the server answered. For good.",
            ),
            (
                "Names",
                "Of your characters, devices and programs; a device is first called after its browser and system. Sealed with a key of your account, which lies apart from the database. As long as the account.",
            ),
            (
                "Devices",
                "When each of your keys was last here, to about five minutes, and whether you logged it out everywhere. As long as the account.",
            ),
            (
                "Programs",
                "Which programs you let in, for what and how long: for good, with your other keys. Their secret halves, sealed, a hash of each token, and when it last came: until the program's time is over or you turn it away, and up to five minutes more.",
            ),
            (
                "Sessions",
                "Which key is logged in, since when, and a hash of the cookie. Ten minutes, and up to five more until they are swept away.",
            ),
            (
                "Pairings",
                "The key and the name of a device that asks to be taken in, sealed like names. Ten minutes, and up to five more.",
            ),
            (
                "Dice",
                "Of each browser that rolls with scripts: a random number, since when it is used, how many rolls were made under it, and when the last one was. Not what was rolled, nor by whom. For 90 days after the last roll, or a day if nothing was rolled, and up to five minutes more.",
            ),
            (
                "Login numbers",
                "A number to sign is good for one minute. Of one that was used a hash is kept until it would have ended, and up to five minutes more.",
            ),
            (
                "What the owner did",
                "Whoever runs this server can shut an account out, and gives a reason. The lock is kept until it is lifted, the deed for good, and its reason as long as the account.",
            ),
            (
                "In memory only",
                "From which addresses the server is asked, to count how fast. And which of your devices have a page open, for your other devices. Nothing of it is written down.",
            ),
            (
                "Log",
                "For each request: the kind of page, how it ended, how long it took, and a random number. No address of a caller, no name, no number of an account. Only when something that is kept was found damaged, the number of the account or character it concerns. The log leaves the program as it is written; how long it is kept is up to whoever runs this server.",
            ),
        ],
        said: &[
            "The server also counts requests, errors and times, for whoever watches over the machine. No person stands in these numbers.",
        ],
    },
    Keeping {
        heading: "Who can read it",
        kept: &[],
        said: &[
            "You can, with a key of your account. To everybody else a character of yours is not found, as if it were not there.",
            "Whoever runs this server sees when accounts were opened, how many devices and characters they have, when they were last here and which keys are logged in. Names are sealed against stolen copies of the database, not against the owner: the keys of the server lie on the same machine.",
            "Apart from its own database, the server talks to no other. Pages may load only from this address, or from a store of files that the owner has named, and your browser holds them to it. Links that lead away do not say where you came from. A proxy or a tunnel that the owner has put in front sees what passes through it, and has a log of its own.",
        ],
    },
    Keeping {
        heading: "What goes, and what stays",
        kept: &[],
        said: &[
            "Under Settings you can download your account as one file (its statements, your characters with their histories, every change with its receipt, the names, when your devices and programs were here, who is logged in, and what the owner did to it), and delete it. From the moment you delete, your characters can be neither seen nor changed; for seven days you can take it back.",
            "Then these are destroyed: the key of your names, and with it every name in every copy of the database; the names themselves, your characters as they stood, when your devices were here, sessions, pairings, programs' secrets, a lock.",
            "These stay: the entries of the journal, your statements and the receipts, because each entry seals the one before. In them stand hashes, public keys, times and what you chose from lists, and no word of yours. That an owner shut the account out stays in the log of deeds too, without the reason, and the number of the account, on a list that keeps old backups from bringing it back.",
            "Two things are in the hands of whoever runs this server: an old copy of the folder of keys still has the key of your names, and so has a copy of the database from before Farlantern kept these keys apart. What lies in your own browsers is yours to delete.",
            "A key that you turn away speaks for you no longer, but that it once did stays. A former name stays sealed beside the new one, because your history shows it.",
        ],
    },
];
