module camber/bench/starlark

go 1.24

require go.starlark.net v0.0.0-20240123142251-f86470692795

require golang.org/x/sys v0.0.0-20220715151400-c0bba94af5f8 // indirect
