.PHONY: demo test format bench bootstrap

bootstrap:
	Scripts/bootstrap

test:
	Scripts/test

format:
	swift format --in-place --recursive --configuration .swift-format Package.swift Sources Tests

demo:
	Scripts/bootstrap
	Scripts/demo
