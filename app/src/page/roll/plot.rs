//! Odds as a plot, as a chance to reach a number, and as a table.

use leptos::prelude::*;
use odds::{OddsKind, OddsPoint, OddsView};
use rules::dice::Amount;

use crate::words;

/// Columns of the plot; where there are more results, each column stands for several.
const COLUMNS_MOST: usize = 120;
/// Rows of the table.
const ROWS_MOST: usize = 400;
/// The plot's own units.
const WIDE: f64 = 600.0;
const HIGH: f64 = 160.0;

/// Some results side by side.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    from: Amount,
    to: Amount,
    share: f64,
}

pub(super) fn waiting() -> AnyView {
    view! { <div class="panel" aria-busy="true"><div class="skeleton block"></div></div> }.into_any()
}

pub(super) fn plot(view: Option<OddsView>) -> AnyView {
    match view {
        None => view! { <p class="muted">{words::ODDS_NONE}</p> }.into_any(),
        // What always comes to the same needs no plot.
        Some(view) if view.points.len() == 1 => {
            view! { <p>{words::always(&view.points[0].amount.to_string())}</p> }.into_any()
        }
        Some(view) => spread(view),
    }
}

fn spread(view: OddsView) -> AnyView {
    let how = match (view.kind, &view.of) {
        (OddsKind::Exact, Some(cases)) => words::counted(cases),
        (OddsKind::Tried, Some(rolls)) => words::tried(rolls),
        _ => words::COMPUTED.into(),
    };
    let middle = view.points[middle(&view.points)].amount;
    let reach = RwSignal::new(middle.to_string());
    let view = StoredValue::new(view);
    let (mean, deviation) = view.with_value(|it| (it.mean, it.deviation));
    view! {
        <p><strong class="mono">{view.with_value(|it| it.expression.clone())}</strong> ": " {words::on_average(mean, deviation)}</p>
        {picture(view, reach)}
        {reached(view, reach)}
        <p class="hint">{how}</p>
        {table(view)}
    }
    .into_any()
}

/// Where half of it is reached.
fn middle(points: &[OddsPoint]) -> usize {
    let mut sum = 0.0;
    points
        .iter()
        .position(|it| {
            sum += it.share;
            sum >= 0.5 - 1e-9
        })
        .unwrap_or_default()
}

fn columns(points: &[OddsPoint]) -> Vec<Column> {
    let each = points.len().div_ceil(COLUMNS_MOST).max(1);
    let column = |some: &[OddsPoint]| Column {
        from: some[0].amount,
        to: some[some.len() - 1].amount,
        share: some.iter().map(|it| it.share).sum(),
    };
    points.chunks(each).map(column).collect()
}

fn number(written: &str) -> Option<Amount> {
    Amount::fraction(written.trim().parse().ok()?, 1)
}

fn picture(view: StoredValue<OddsView>, reach: RwSignal<String>) -> AnyView {
    let columns = view.with_value(|it| columns(&it.points));
    let most = columns.iter().map(|it| it.share).fold(f64::MIN_POSITIVE, f64::max);
    let step = WIDE / columns.len() as f64;
    let (from, to) = (columns[0].from.to_string(), columns[columns.len() - 1].to.to_string());
    let says = words::plot_says(&from, &to, &words::percent(most));
    let bar = move |(at, column): (usize, Column)| {
        let high = (column.share / most * HIGH).max(0.5);
        let is_reached = move || reach.with(|it| number(it)).is_some_and(|it| column.to >= it);
        view! {
            <rect
                x=format!("{:.2}", at as f64 * step)
                y=format!("{:.2}", HIGH - high)
                width=format!("{:.2}", (step - 1.0).max(step * 0.8))
                height=format!("{high:.2}")
                data-reached=move || is_reached().then_some("true")
            ></rect>
        }
    };
    view! {
        <figure class="odds-plot">
            <svg viewBox=format!("0 0 {WIDE} {HIGH}") preserveAspectRatio="none" role="img" aria-label=says>
                {columns.into_iter().enumerate().map(bar).collect_view()}
            </svg>
            <figcaption class="mono" aria-hidden="true">
                <span>{from}</span>
                <span>{to}</span>
            </figcaption>
        </figure>
    }
    .into_any()
}

/// How likely a number is reached that one names.
fn reached(view: StoredValue<OddsView>, reach: RwSignal<String>) -> AnyView {
    let first = reach.get_untracked();
    let chance = move || {
        let amount = reach.with(|it| number(it))?;
        Some(words::percent(view.with_value(|it| it.at_least(amount))))
    };
    view! {
        <div class="odds-reach">
            <label for="odds-reach">{words::REACH}</label>
            <input
                id="odds-reach"
                class="mono"
                type="text"
                maxlength="16"
                autocomplete="off"
                value=first
                prop:value=move || reach.get()
                on:input=move |it| reach.set(event_target_value(&it))
            />
            <output class="mono" for="odds-reach">{move || chance().unwrap_or_else(|| "?".into())}</output>
        </div>
    }
    .into_any()
}

fn table(view: StoredValue<OddsView>) -> AnyView {
    let rows = view.with_value(|it| {
        let mut left = 1.0;
        let row = |point: &OddsPoint| {
            let reach = f64::max(left, point.share);
            left -= point.share;
            (point.amount.to_string(), words::percent(point.share), words::percent(reach))
        };
        it.points.iter().map(row).take(ROWS_MOST).collect::<Vec<_>>()
    });
    let more = view.with_value(|it| it.points.len().saturating_sub(ROWS_MOST));
    let row = |(amount, share, reach): (String, String, String)| {
        view! { <tr><th scope="row">{amount}</th><td>{share}</td><td>{reach}</td></tr> }
    };
    view! {
        <details class="fold">
            <summary>{words::AS_TABLE}</summary>
            <div class="odds-table">
                <table class="mono">
                    <thead>
                        <tr>
                            <th scope="col">{words::COLUMN_RESULT}</th>
                            <th scope="col">{words::COLUMN_SHARE}</th>
                            <th scope="col">{words::COLUMN_REACH}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
                {(more > 0).then(|| view! { <p class="hint">{words::more_rows(more)}</p> })}
            </div>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(count: i64) -> Vec<OddsPoint> {
        (0..count).map(|it| OddsPoint { amount: Amount::whole(it), share: 1.0 / count as f64 }).collect()
    }

    #[test]
    fn columns_hold_everything() {
        for count in [1, 2, 119, 120, 121, 5_000] {
            let columns = columns(&points(count));
            assert!(columns.len() <= COLUMNS_MOST, "{count}");
            assert!((columns.iter().map(|it| it.share).sum::<f64>() - 1.0).abs() < 1e-9);
            assert_eq!(columns[0].from, Amount::whole(0));
            assert_eq!(columns[columns.len() - 1].to, Amount::whole(count - 1));
        }
    }

    #[test]
    fn the_middle_is_where_half_is_reached() {
        assert_eq!(middle(&points(20)), 9);
        assert_eq!(middle(&points(1)), 0);
    }
}
